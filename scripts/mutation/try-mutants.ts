import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Area, filesOf, ROOT } from './areas.ts';
import { type CoveringTest, coverageOf, covers } from './coverage.ts';
import { isEquivalent } from './equivalent-mutants.ts';
import type { Mutant } from './mutant.ts';
import { mutantsOf, mutatedText } from './mutants-of.ts';
import { runTests } from './run-tests.ts';
import { sampleOf } from './sample.ts';

export interface MutantResult {
  readonly mutant: Mutant;
  /** `not run`: no test runs its code. */
  readonly outcome: 'killed' | 'timed out' | 'survived' | 'not run';
}

export interface AreaResult {
  /** How many mutants the area has, those named as equivalent left out. */
  readonly mutants: number;
  readonly results: readonly MutantResult[];
}

export interface Trial {
  readonly sample: number;
  readonly seed: string;
  readonly jobs: number;
  readonly onResult: (result: MutantResult) => void;
}

/** The slowest run of all tests of an area must fit in many times, on a machine that has other work to do. */
const LIMIT_MS = 600_000;

/** Tries a sample of an area's mutants, each with the tests that run its code. */
export async function tryMutants(area: Area, { sample, seed, jobs, onResult }: Trial): Promise<AreaResult> {
  const sources = filesOf(area.sources);
  const texts = new Map(sources.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
  const all = [...texts].flatMap(([path, text]) => mutantsOf(path, text)).filter((mutant) => !isEquivalent(mutant));
  const tests = await sideBySide(filesOf(area.tests), jobs, (test) => coverageOf(test, sources));
  const chosen = sampleOf(all, sample, seed);
  const results = await sideBySide(chosen, jobs, async (mutant) => {
    const outcome = await outcomeOf(mutant, texts.get(mutant.path) ?? '', tests);
    onResult({ mutant, outcome });
    return { mutant, outcome };
  });
  return { mutants: all.length, results };
}

async function outcomeOf(
  mutant: Mutant,
  text: string,
  tests: readonly CoveringTest[],
): Promise<MutantResult['outcome']> {
  const covering = tests.filter((test) => covers(test, mutant)).toSorted((a, b) => a.tookMs - b.tookMs);
  if (covering.length === 0) return 'not run';
  const changed = { path: mutant.path, text: mutatedText(text, mutant) };
  const run = await runTests({ tests: covering.map(({ test }) => test), limitMs: LIMIT_MS, mutant: changed });
  return run === 'passed' ? 'survived' : run === 'failed' ? 'killed' : 'timed out';
}

/** So many at a time; the answers in the order of the items. */
async function sideBySide<Item, Answer>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = new Array(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) answers[index] = await work(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return answers;
}
