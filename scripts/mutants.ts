import { parseArgs } from 'node:util';
import { AREAS, type AreaName, isAreaName } from './mutation/areas.ts';
import { described } from './mutation/mutant.ts';
import { type AreaResult, tryMutants } from './mutation/try-mutants.ts';

// `npm run mutants -- --area iam`: changes one place of the sources at a time and sees whether a test fails. Without --area it
// takes all areas. It ends red where fewer than 85 % of an area's mutants are noticed. docs/testing.md has the scores.

const LEAST = 0.85;
const USAGE = `npm run mutants -- [--area NAME]... [--sample 100] [--seed 1] [--jobs 2]\nareas: ${Object.keys(AREAS).join(', ')}`;

const { values } = parseArgs({
  options: {
    area: { type: 'string', multiple: true, default: Object.keys(AREAS) },
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});

function count(option: 'sample' | 'jobs'): number {
  const value = Number(values[option]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${option} ${values[option]}: give a number from 1`);
  return value;
}

async function tryArea(name: AreaName): Promise<AreaResult> {
  process.stdout.write(`\n${name}\n`);
  return await tryMutants(AREAS[name], {
    sample: count('sample'),
    seed: values.seed,
    jobs: count('jobs'),
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

const unknown = values.area.filter((name) => !isAreaName(name));
if (values.help || unknown.length > 0) {
  process.stdout.write(`${unknown.map((name) => `no area ${name}\n`).join('')}${USAGE}\n`);
  process.exitCode = values.help ? 0 : 2;
} else {
  const rows: string[] = [];
  for (const name of values.area.filter(isAreaName)) {
    const result = await tryArea(name);
    const percent = `${Math.floor(100 * score(result))} %`;
    rows.push(`| ${name} | ${result.mutants} | ${result.results.length} | ${percent} |`);
    if (score(result) < LEAST) process.exitCode = 1;
  }
  process.stdout.write(`\n| area | mutants | tried | noticed |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`);
}
