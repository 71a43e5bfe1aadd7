export interface MarkdownPart {
  readonly title: string;
  readonly body: string;
  /** Lines of difference in it. */
  readonly lines: number;
}

/** GitHub takes 65,536 characters in a comment. */
export const MAX_COMMENT_CHARACTERS = 64_000;
const FOLDED_FROM_LINES = 25;

/** Head, parts and foot within the limit. Parts that do not fit any more are cut or left out, and the text says how much. */
export function fittedMarkdown(
  head: string,
  parts: readonly MarkdownPart[],
  foot: string,
  limit = MAX_COMMENT_CHARACTERS,
): string {
  const whole = [head, ...parts.map((part) => partText(part, part.body)), foot].join('\n\n');
  if (whole.length <= limit) return whole;
  // Room for the sentence that says what is missing.
  const room = limit - head.length - foot.length - 600;
  const kept: string[] = [];
  let used = 0;
  let cut = 0;
  const left: string[] = [];
  for (const part of parts) {
    const body = used >= room ? '' : cutBody(part.body, room - used - part.title.length - 100);
    if (body === '') left.push(part.title);
    else kept.push(partText(part, body));
    used += body.length + part.title.length + 100;
    cut += linesOf(part.body) - linesOf(body);
  }
  return [head, ...kept, missing(cut, left), foot].join('\n\n');
}

function partText({ title, lines }: MarkdownPart, body: string): string {
  if (lines < FOLDED_FROM_LINES) return `#### ${title}\n\n${body}`;
  return `<details><summary>${htmlTitle(title)} (${lines} lines)</summary>\n\n${body}\n\n</details>`;
}

/** Code spans are not read inside HTML. */
function htmlTitle(title: string): string {
  return title.replaceAll('`', '').replace(/[&<>]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** As many whole lines of a fenced block as fit, with its fence closed; empty where not even a few do. */
function cutBody(body: string, room: number): string {
  if (body.length <= room) return body;
  const lines = body.split('\n');
  const closing = lines.at(-1) ?? '';
  // Half a picture is none, and half a table has no fence to close.
  if (!/^`{3,}diff/.test(lines[0] ?? '')) return '';
  const kept: string[] = [];
  let length = closing.length + 1;
  for (const line of lines.slice(0, -1)) {
    length += line.length + 1;
    if (length > room) break;
    kept.push(line);
  }
  return kept.length < 2 ? '' : [...kept, closing].join('\n');
}

function linesOf(body: string): number {
  return body === '' ? 0 : body.split('\n').length;
}

function missing(cut: number, left: readonly string[]): string {
  const whole =
    left.length === 0 ? '' : ` Left out whole: ${left.slice(0, 5).join(', ')}${left.length > 5 ? ' and others' : ''}.`;
  return `**Cut to fit a comment: ${cut} lines are not shown.**${whole} Run \`npm run preview\` to see them all.`;
}
