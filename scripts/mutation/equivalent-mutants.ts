import type { Mutant } from './mutant.ts';

/** A mutant that no test can tell from the original, and why. */
interface EquivalentMutant extends Pick<Mutant, 'path' | 'context' | 'original' | 'replacement'> {
  readonly because: string;
}

const CACHED = 'parsed policies are kept only to save time';

export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [
  {
    path: 'functions/evaluate-model/choice/lowest-paths.ts',
    context: 'while (at > 0) {',
    original: '>',
    replacement: '>=',
    because: 'the top has no parent to be swapped with',
  },
  {
    path: 'functions/generate-dataset/merge/merge-sorted.ts',
    context: 'if (merged.length < BATCH_ITEMS && heap.length > 0) continue;',
    original: '<',
    replacement: '<=',
    because: 'the items are the same, in batches of one more',
  },
  {
    path: 'functions/generate-dataset/fan-out/number-rows.ts',
    context: 'const rows = (split: Split) => rowsOf(run, numbered, (index) => ranges[index]?.split === split);',
    original: '?.',
    replacement: '.',
    because: 'only the numbers of ranges that there are are asked for',
  },
  {
    path: 'emulators/logs/group-operations.ts',
    context: 'const kept = Object.entries(group.record.tags).filter(([key]) => !keys?.includes(key));',
    original: '?.',
    replacement: '.',
    because: 'the API model requires the keys, so a request without them comes no further than that',
  },
  {
    path: 'emulators/logs/event-file.ts',
    context: 'if (offset >= end) return undefined;',
    original: '>=',
    replacement: '>',
    because: 'the event at the end of the part was found not to come before: the search stays where it is',
  },
  {
    path: 'emulators/step-functions/language/jsonata/slow-evaluation.ts',
    context: 'if (known.results.size > 0) {',
    original: '>',
    replacement: '>=',
    because: 'an empty map has no result either: the look only takes time',
  },
  {
    path: 'emulators/step-functions/language/jsonata/evaluation-worker.ts',
    context: 'this.#waiting.shift()?.answer(result);',
    original: '?.',
    replacement: '.',
    because: 'a worker answers no more often than it is asked',
  },
  {
    path: 'emulators/step-functions/language/jsonata/jsonata-engine.ts',
    context: 'if (this.#expressions.size >= CACHE_SIZE) this.#expressions.clear();',
    original: '>=',
    replacement: '>',
    because: 'expressions are kept only to save time',
  },
  {
    path: 'emulators/core/validation/java-pattern.ts',
    context: 'compiled.set(pattern, known);',
    original: 'compiled.set(pattern, known);',
    replacement: ';',
    because: 'compiled patterns are kept only to save time',
  },
  {
    path: 'emulators/logs/event-file.ts',
    context: 'const start = lineStart(this.#path, Math.floor((low + high) / 2), low);',
    original: '+',
    replacement: '-',
    because: 'the search then goes from line to line: slower, to the same place',
  },
  {
    path: 'emulators/logs/event-file.ts',
    context: 'const WRITE_BYTES = 262_144;',
    original: '262_144',
    replacement: '(262_144 + 1)',
    because: 'how much is written at once is not seen',
  },
  {
    path: 'emulators/logs/event-file.ts',
    context: 'const SEARCH_CHUNK_BYTES = 4096;',
    original: '4096',
    replacement: '(4096 + 1)',
    because: 'how much is read at once is not seen',
  },
  {
    path: 'emulators/logs/page-token.ts',
    context: 'return left < right ? -1 : 1;',
    original: '1',
    replacement: '(1 + 1)',
    because: 'only the sign of a comparison counts',
  },
  {
    path: 'emulators/logs/filter-pattern.ts',
    context: "terms.push({ sign, value: quoted?.replace(/\\\\(.)/gu, '$1') ?? plain ?? '' });",
    original: 'push',
    replacement: 'unshift',
    because: 'the order of terms does not count',
  },
  {
    path: 'emulators/iam/access-control.ts',
    context: 'const MAX_CACHED = 200;',
    original: '200',
    replacement: '(200 + 1)',
    because: CACHED,
  },
  {
    path: 'emulators/iam/access-control.ts',
    context: 'if (parsed.size >= MAX_CACHED) parsed.clear();',
    original: 'parsed.size >= MAX_CACHED',
    replacement: 'true',
    because: CACHED,
  },
  {
    path: 'emulators/iam/access-control.ts',
    context: 'if (parsed.size >= MAX_CACHED) parsed.clear();',
    original: 'parsed.size >= MAX_CACHED',
    replacement: 'false',
    because: CACHED,
  },
  {
    path: 'emulators/iam/access-control.ts',
    context: 'if (parsed.size >= MAX_CACHED) parsed.clear();',
    original: '>=',
    replacement: '>',
    because: CACHED,
  },
  {
    path: 'emulators/iam/access-control.ts',
    context: 'if (parsed.size >= MAX_CACHED) parsed.clear();',
    original: 'parsed.clear();',
    replacement: ';',
    because: CACHED,
  },
  {
    path: 'emulators/iam/access-control.ts',
    context: 'if (known !== undefined) return { name, statements: known };',
    original: 'known !== undefined',
    replacement: 'false',
    because: CACHED,
  },
  {
    path: 'emulators/iam/access-control.ts',
    context: 'parsed.set(document, statements);',
    original: 'parsed.set(document, statements);',
    replacement: ';',
    because: CACHED,
  },
];

export function isEquivalent(mutant: Mutant): boolean {
  return EQUIVALENT_MUTANTS.some(
    ({ path, context, original, replacement }) =>
      path === mutant.path &&
      context === mutant.context &&
      original === mutant.original &&
      replacement === mutant.replacement,
  );
}
