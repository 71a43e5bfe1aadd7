import { writeFile } from 'node:fs/promises';
import { UserError } from '../emulators/core/user-error.ts';
import { parseCommandLine, USAGE, UsageError } from './command-line.ts';
import { ProgramsFailed, previewChanges } from './preview.ts';
import { markdownText } from './render/markdown.ts';
import { terminalText } from './render/terminal.ts';

const EXIT_IMPOSSIBLE = 1;
const EXIT_USAGE = 2;
const EXIT_BASE_FAILS = 3;
const EXIT_HEAD_FAILS = 4;
const EXIT_BOTH_FAIL = 5;

async function main(): Promise<number> {
  const { stack, base, markdownFile, jsonFile, help } = parseCommandLine(process.argv.slice(2));
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const { comparison, change } = await previewChanges(process.cwd(), stack, base);
  if (markdownFile !== undefined) await writeFile(markdownFile, `${markdownText(change, comparison)}\n`);
  if (jsonFile !== undefined)
    await writeFile(jsonFile, `${JSON.stringify({ base: comparison, ...change }, null, 2)}\n`);
  process.stdout.write(terminalText(change, comparison, process.stdout));
  return 0;
}

function explain(error: unknown): number {
  const text =
    error instanceof UserError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  if (error instanceof UsageError) return EXIT_USAGE;
  if (!(error instanceof ProgramsFailed)) return EXIT_IMPOSSIBLE;
  if (error.base !== undefined && error.head !== undefined) return EXIT_BOTH_FAIL;
  return error.base === undefined ? EXIT_HEAD_FAILS : EXIT_BASE_FAILS;
}

process.exitCode = await main().catch(explain);
