import { writeFile } from 'node:fs/promises';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { ProgramsFailed, previewChanges } from './preview.ts';
import { PREVIEW_TABLE, previewCommand } from './preview-options.ts';
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

await runCommand(
  PREVIEW_TABLE,
  async (options) => {
    const { stack, base, markdownFile, jsonFile } = previewCommand(options);
    const { comparison, change } = await previewChanges(process.cwd(), stack, base);
    if (markdownFile !== undefined) await writeFile(markdownFile, `${markdownText(change, comparison)}\n`);
    if (jsonFile !== undefined)
      await writeFile(jsonFile, `${JSON.stringify({ base: comparison, ...change }, null, 2)}\n`);
    process.stdout.write(terminalText(change, comparison, process.stdout));
    return 0;
  },
  statusOf,
);
