import { writeFile } from 'node:fs/promises';
import { commandStatus, errorText } from '../emulators/core/command-line/run-command.ts';
import { type ProgramRunner, ProgramsFailed, previewChanges } from './preview.ts';
import { PREVIEW_TABLE, type PreviewCommand, previewCommand } from './preview-options.ts';
import { failureMarkdown } from './render/failed-preview.ts';
import { markdownText } from './render/markdown.ts';
import { terminalText } from './render/terminal.ts';

const EXIT_IMPOSSIBLE = 1;
const EXIT_BASE_FAILS = 3;
const EXIT_HEAD_FAILS = 4;
const EXIT_BOTH_FAIL = 5;

function statusOf(error: unknown): number {
  if (!(error instanceof ProgramsFailed)) return EXIT_IMPOSSIBLE;
  if (error.base !== undefined && error.head !== undefined) return EXIT_BOTH_FAIL;
  return error.base === undefined ? EXIT_HEAD_FAILS : EXIT_BASE_FAILS;
}

/** The files that the user asked for say what went wrong, too; none of an earlier run stays as if it were of this one. */
async function writeFailure({ stack, base, markdownFile, jsonFile }: PreviewCommand, error: unknown): Promise<void> {
  const failed = { stack, revision: base, failure: errorText(error) };
  if (markdownFile !== undefined) await writeFile(markdownFile, `${failureMarkdown(failed)}\n`);
  if (jsonFile !== undefined) await writeFile(jsonFile, `${JSON.stringify(failed, null, 2)}\n`);
}

/** Previews the project in `folder`; gives the exit status. Without `runner` the programs run in processes of their own. */
export function runPreview(args: readonly string[], folder: string, runner?: ProgramRunner): Promise<number> {
  const work = async (command: PreviewCommand): Promise<number> => {
    const { stack, base, markdownFile, jsonFile } = command;
    const preview = await previewChanges(folder, stack, base, runner).catch(async (error: unknown) => {
      await writeFailure(command, error);
      throw error;
    });
    const { comparison, change } = preview;
    if (markdownFile !== undefined) await writeFile(markdownFile, `${markdownText(change, comparison)}\n`);
    if (jsonFile !== undefined)
      await writeFile(jsonFile, `${JSON.stringify({ base: comparison, ...change }, null, 2)}\n`);
    process.stdout.write(terminalText(change, comparison, process.stdout));
    return 0;
  };
  return commandStatus(PREVIEW_TABLE, args, (options) => work(previewCommand(options)), statusOf);
}
