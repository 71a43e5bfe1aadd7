import { UserError } from '../user-error.ts';
import { type CommandTable, helpText, type OptionRows } from './command-table.ts';
import { parseOptions } from './parse-options.ts';
import type { ParsedOptions } from './parsed-options.ts';
import { UsageError } from './usage-error.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** The exit status that an error of the work itself means. */
type StatusOf = (error: unknown) => number;

/** The process's command: shows its help, or does the work, whose exit status it takes. Errors go to standard error. */
export async function runCommand<Rows extends OptionRows>(
  table: CommandTable<Rows>,
  work: (options: ParsedOptions<Rows>) => Promise<number>,
  statusOf?: StatusOf,
): Promise<void> {
  process.exitCode = await commandStatus(table, process.argv.slice(2), work, statusOf);
}

/** The exit status of a command with these arguments. */
export function commandStatus<Rows extends OptionRows>(
  table: CommandTable<Rows>,
  args: readonly string[],
  work: (options: ParsedOptions<Rows>) => Promise<number>,
  statusOf?: StatusOf,
): Promise<number> {
  const start = async () => {
    const options = parseOptions(table, args);
    if (options !== undefined) return work(options);
    process.stdout.write(`${helpText(table)}\n`);
    return 0;
  };
  return exitStatus(start, statusOf);
}

/** What the work gives, or the status of its failure, which goes to standard error. */
export async function exitStatus(work: () => Promise<number>, statusOf: StatusOf = () => EXIT_FAILED): Promise<number> {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`${errorText(error)}\n`);
    return error instanceof UsageError ? EXIT_USAGE : statusOf(error);
  }
}

/** An error as a command prints it: the message alone where its user can mend it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UserError) return error.message;
  // A service's refusal, such as a full disk met by S3: where in the SDK it was thrown says nothing.
  if ('$fault' in error) return `${error.name}: ${error.message}`;
  return error.stack ?? error.message;
}
