import { MAX_COMMENT_CHARACTERS } from './fitted-markdown.ts';
import { code, commentMarker, fenced } from './markdown-text.ts';

export interface FailedPreview {
  readonly stack: string;
  /** What it should have been compared with, as the user gave it. */
  readonly revision: string;
  /** What went wrong, in the words of the program or of the command. */
  readonly failure: string;
}

/** The comment of a pull request whose preview is not possible, so that none of an earlier push stays in its place. */
export function failureMarkdown({ stack, revision, failure }: FailedPreview): string {
  const head = [
    commentMarker(stack),
    `### Preview of stack ${code(stack)}: not possible`,
    '',
    `Compared with ${code(revision)}. What went wrong:`,
  ].join('\n');
  // Room for the fence, which is as long as the text asks for, and for the sentence below.
  const room = MAX_COMMENT_CHARACTERS - head.length - 1000;
  const shown = failure.slice(0, room);
  const cut = shown.length < failure.length ? [`**Cut to fit a comment: ${failure.length} characters.**`] : [];
  return [head, fenced(shown), ...cut].join('\n\n');
}
