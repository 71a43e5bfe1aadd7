import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import type { ParsedOptions } from '../emulators/core/command-line/parsed-options.ts';
import { STACK_OPTION, stackName } from '../localstack/cli/stack-option.ts';

const DEFAULT_BASE = 'origin/main';

export const PREVIEW_TABLE = {
  command: 'npm run preview --',
  summary: [
    "Shows how the working tree's program differs from the program of an earlier revision: without an AWS",
    'account, credentials or the Pulumi CLI, and without a look at what is deployed.',
  ],
  options: {
    ...STACK_OPTION,
    base: {
      value: 'REVISION',
      text: `commit, branch or tag; compared is where the working tree's branch left it (default: ${DEFAULT_BASE})`,
    },
    markdown: { value: 'FILE', text: 'write the difference as a comment for a pull request, too' },
    json: { value: 'FILE', text: 'write it as JSON, too' },
  },
  notes: [
    "Exit status: 0 compared, 1 not possible, 2 wrong use, 3 the base's program fails, 4 the working tree's, 5 both.",
  ],
} as const satisfies CommandTable;

export interface PreviewCommand {
  readonly stack: string;
  readonly base: string;
  readonly markdownFile?: string;
  readonly jsonFile?: string;
}

export function previewCommand(options: ParsedOptions<(typeof PREVIEW_TABLE)['options']>): PreviewCommand {
  const [markdownFile, jsonFile] = [options.path('markdown'), options.path('json')];
  return {
    stack: stackName(options),
    base: options.text('base') ?? DEFAULT_BASE,
    ...(markdownFile === undefined ? {} : { markdownFile }),
    ...(jsonFile === undefined ? {} : { jsonFile }),
  };
}
