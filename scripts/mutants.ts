import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { suggestion } from '../emulators/core/nearest-name.ts';
import { AREAS, type AreaName, isAreaName } from './mutation/areas.ts';
import { described } from './mutation/mutant.ts';
import { type AreaResult, tryMutants } from './mutation/try-mutants.ts';

const LEAST = 0.85;

const TABLE = {
  command: 'npm run mutants --',
  summary: [
    'Changes one place of the sources at a time and sees whether a test fails; docs/testing.md has the scores. Ends with status 1 where',
    'fewer than 85 % of an area’s mutants are noticed.',
  ],
  options: {
    area: {
      value: 'NAME',
      isList: true,
      text: `may be given several times (default: all of ${Object.keys(AREAS).join(', ')})`,
    },
    sample: { value: 'N', text: 'how many mutants of each area (default: 100)' },
    seed: { value: 'TEXT', text: 'chooses the sample (default: 1)' },
    jobs: { value: 'N', text: 'how many at once (default: 2)' },
  },
} as const satisfies CommandTable;

interface Trial {
  readonly sample: number;
  readonly seed: string;
  readonly jobs: number;
}

async function tryArea(name: AreaName, trial: Trial): Promise<AreaResult> {
  process.stdout.write(`\n${name}\n`);
  return await tryMutants(AREAS[name], {
    ...trial,
    onResult: ({ mutant, outcome }) => {
      if (outcome !== 'killed') process.stdout.write(`  ${outcome}: ${described(mutant)}\n`);
    },
  });
}

/** Share of mutants that a test noticed; one that made the tests hang is noticed, too. */
function score({ results }: AreaResult): number {
  const noticed = results.filter(({ outcome }) => outcome === 'killed' || outcome === 'timed out');
  return results.length === 0 ? 1 : noticed.length / results.length;
}

await runCommand(TABLE, async (options) => {
  const given = options.list('area');
  const unknown = given.filter((name) => !isAreaName(name));
  if (unknown.length > 0) {
    throw options.error(unknown.map((name) => `--area ${name}: ${suggestion(name, Object.keys(AREAS))}`).join('\n'));
  }
  const trial = {
    sample: options.count('sample') ?? 100,
    seed: options.text('seed') ?? '1',
    jobs: Math.max(1, options.count('jobs') ?? 2),
  };
  let status = 0;
  const rows: string[] = [];
  for (const name of (given.length > 0 ? given : Object.keys(AREAS)).filter(isAreaName)) {
    const result = await tryArea(name, trial);
    rows.push(`| ${name} | ${result.mutants} | ${result.results.length} | ${Math.floor(100 * score(result))} % |`);
    if (score(result) < LEAST) status = 1;
  }
  process.stdout.write(`\n| area | mutants | tried | noticed |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`);
  return status;
});
