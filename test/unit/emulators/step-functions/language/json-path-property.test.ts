import { expect } from 'chai';
import fc from 'fast-check';
import type { Json } from '../../../../../emulators/step-functions/language/json.ts';
import { selectPath } from '../../../../../emulators/step-functions/language/json-path/json-path.ts';
import { leadsTo, locations, type Step, written } from './location-oracle.ts';

const NAMES = ['a', 'b', 'c'];
const RUNS = 2_000;

const { document } = fc.letrec<{ document: Json }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom(null, true, 'text'),
    fc.array(tie('document'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('document'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const name = fc.constantFrom(...NAMES);
const index = fc.integer({ min: -3, max: 3 });
const definite: fc.Arbitrary<Step> = fc.oneof(
  name.map((value): Step => ({ kind: 'member', name: value })),
  index.map((value): Step => ({ kind: 'index', index: value })),
);
const indefinite: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'wildcard' }),
  fc.record({ start: index, end: index }, { requiredKeys: [] }).map((range): Step => ({ kind: 'slice', ...range })),
  fc.record({ name, value: index }).map((filter): Step => ({ kind: 'atLeast', ...filter })),
);
const sorted = (values: readonly Json[]) => values.map((value) => JSON.stringify(value)).sort();

/** What the places say that the path leads to. */
const expected = (steps: readonly Step[], value: Json): readonly Json[] =>
  locations(value)
    .filter(({ keys }) => leadsTo(steps, keys, value))
    .map(({ value: found }) => found);

describe('JSONPath beside an enumeration of all places in a document', () => {
  it('selects the one place of a definite path, or nothing', () => {
    fc.assert(
      fc.property(document, fc.array(definite, { maxLength: 4 }), (value, steps) => {
        const [only] = expected(steps, value);
        expect(selectPath(written(steps), value)).to.deep.equal(only);
      }),
      { numRuns: RUNS },
    );
  });

  it('selects all places of a path with wildcards, slices and filters, as a list', () => {
    const step = fc.oneof(definite, indefinite);
    fc.assert(
      fc.property(document, fc.array(step, { minLength: 1, maxLength: 4 }), indefinite, (value, steps, last) => {
        const path = [...steps, last];
        const found = selectPath(written(path), value);
        const places = expected(path, value);
        expect(sorted(found as Json[])).to.deep.equal(sorted(places));
      }),
      { numRuns: RUNS },
    );
  });

  it('finds a name at every depth', () => {
    fc.assert(
      fc.property(document, fc.array(definite, { maxLength: 2 }), name, (value, steps, wanted) => {
        const path: Step[] = [...steps, { kind: 'descend' }, { kind: 'member', name: wanted }];
        const found = selectPath(written(path), value);
        const places = expected(path, value);
        expect(sorted(found as Json[])).to.deep.equal(sorted(places));
      }),
      { numRuns: RUNS },
    );
  });
});
