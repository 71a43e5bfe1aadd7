import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { STACK_OPTION, stackName } from '../localstack/cli/stack-option.ts';
import { recordTree } from '../preview/record-tree.ts';

const EXIT_BREACH = 1;

const TABLE = {
  command: 'npm run policy --',
  summary: ['Checks what the program asks for against the rules of policy/, without an account or the Pulumi CLI.'],
  options: STACK_OPTION,
  notes: ['Exit status: 0 all rules are kept, 1 one is not or the program fails, 2 wrong use.'],
} as const satisfies CommandTable;

await runCommand(TABLE, async (options) => {
  const stack = stackName(options);
  // Loaded only now: `--help` needs no Pulumi.
  const { guardRailBreaches } = await import('./check-snapshot.ts');
  const { GUARD_RAILS } = await import('./guard-rails.ts');
  const found = guardRailBreaches(await recordTree(process.cwd(), stack));
  for (const { rule, resource, text } of found) process.stdout.write(`✘ ${rule}: ${resource}: ${text}\n`);
  if (found.length > 0) return EXIT_BREACH;
  process.stdout.write(
    `✔ stack ${stack} keeps all ${GUARD_RAILS.length} rules: ${GUARD_RAILS.map(({ name }) => name).join(', ')}\n`,
  );
  return 0;
});
