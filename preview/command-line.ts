import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../emulators/core/user-error.ts';

export const USAGE = `Usage: npm run preview -- [--stack NAME] [--base REVISION] [--markdown FILE] [--json FILE]
  Shows how the working tree's program differs from the program of an earlier revision: without an AWS
  account, credentials or the Pulumi CLI, and without a look at what is deployed.
    --stack NAME      the stack whose Pulumi.<NAME>.yaml both programs get (default: dev)
    --base REVISION   commit, branch or tag; compared is where the working tree's branch left it (default: origin/main)
    --markdown FILE   write the difference as a comment for a pull request, too
    --json FILE       write it as JSON, too
  Exit status: 0 compared, 1 not possible, 2 wrong use, 3 the base's program fails, 4 the working tree's, 5 both.`;

/** Wrong use of the command line. */
export class UsageError extends UserError {
  constructor(message: string) {
    super('UsageError', `${message}\n\n${USAGE}`);
  }
}

export interface PreviewCommand {
  readonly stack: string;
  readonly base: string;
  readonly markdownFile?: string;
  readonly jsonFile?: string;
  readonly help: boolean;
}

export function parseCommandLine(args: string[]): PreviewCommand {
  const { stack = 'dev', base = 'origin/main', markdown, json, help = false } = parse(args);
  for (const [option, value] of Object.entries({ stack, base, markdown, json })) {
    if (value === '') throw new UsageError(`--${option} needs a value`);
  }
  // It becomes part of a file's name.
  if (!/^[\w.-]{1,100}$/.test(stack)) {
    throw new UsageError(
      `--stack ${stack}: a stack's name has up to 100 letters, digits, hyphens, underscores or periods`,
    );
  }
  return {
    stack,
    base,
    help,
    ...(markdown === undefined ? {} : { markdownFile: resolve(markdown) }),
    ...(json === undefined ? {} : { jsonFile: resolve(json) }),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    stack: text,
    base: text,
    markdown: text,
    json: text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
