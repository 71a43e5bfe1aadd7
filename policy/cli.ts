import { parseArgs } from 'node:util';
import { ProgramError, recordTree } from '../preview/record-tree.ts';
import { guardRailBreaches } from './check-snapshot.ts';
import { GUARD_RAILS } from './guard-rails.ts';

const USAGE = 'Usage: npm run policy -- [--stack NAME]   (default: dev)';
const EXIT_BREACH = 1;
const EXIT_USAGE = 2;

async function main(): Promise<number> {
  const { stack } = parseArgs({ options: { stack: { type: 'string', default: 'dev' } } }).values;
  const found = guardRailBreaches(await recordTree(process.cwd(), stack));
  for (const { rule, resource, text } of found) process.stdout.write(`✘ ${rule}: ${resource}: ${text}\n`);
  if (found.length > 0) return EXIT_BREACH;
  process.stdout.write(
    `✔ stack ${stack} keeps all ${GUARD_RAILS.length} rules: ${GUARD_RAILS.map(({ name }) => name).join(', ')}\n`,
  );
  return 0;
}

function explain(error: unknown): number {
  const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const text =
    error instanceof ProgramError || isUsage ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}${isUsage ? `\n${USAGE}` : ''}\n`);
  return isUsage ? EXIT_USAGE : EXIT_BREACH;
}

process.exitCode = await main().catch(explain);
