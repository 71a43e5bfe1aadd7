import { expect } from 'chai';
import { isKnown } from './apis/conformed-api.ts';
import { CONFORMED_APIS } from './apis/conformed-apis.ts';
import { baselineOf, fallsBehind, readBaseline } from './baseline.ts';
import { ModelFacts } from './model-facts.ts';
import { type Conformance, measureConformance, sumOf } from './run-variants.ts';
import { minimalValue, sampleText } from './sample-values.ts';

const LEAST_SHARE = 0.98;

for (const api of CONFORMED_APIS) {
  describe(`variants of the API model of ${api.name}`, () => {
    const facts = new ModelFacts(api);
    let conformance: Conformance;
    before(async () => {
      conformance = await measureConformance(api, facts);
    });

    it('have a sample for every string of the model, and a least value for every input', () => {
      for (const [name, shape] of facts.stringShapes()) expect(sampleText(shape), name).to.be.a('string');
      for (const operation of facts.operations) minimalValue(facts, facts.inputOf(operation));
    });

    it(`are refused as AWS refuses them in at least ${100 * LEAST_SHARE} %, and none that is valid is refused`, () => {
      const { forbidden, refusedAsAws, validRefused } = sumOf(conformance.counts);
      expect(forbidden).to.be.above(0);
      expect(refusedAsAws / forbidden).to.be.at.least(LEAST_SHARE);
      expect(validRefused).to.equal(0);
    });

    it('are answered as AWS answers them but for those that are listed with a reason, and none is listed in vain', () => {
      const unexplained = conformance.differences.filter(
        ({ variant }) => !api.knownDifferences.some((known) => isKnown(known, variant)),
      );
      expect(
        unexplained.map(({ variant: { operation, path, what, expected }, answer }) => ({
          variant: [operation, path, what],
          answer,
          expected,
        })),
      ).to.deep.equal([]);
      const settled = api.knownDifferences.flatMap((known) =>
        (known.what ?? [undefined])
          .filter(
            (what) =>
              !conformance.differences.some(
                ({ variant }) => isKnown(known, variant) && (what === undefined || variant.what === what),
              ),
          )
          .map((what) => `${known.operation} ${known.path} ${what ?? ''}: answered as AWS does, remove it`),
      );
      expect(settled).to.deep.equal([]);
    });

    it('never fall behind the baseline, which is kept up to date with `npm run conformance`', () => {
      const baseline = readBaseline()[api.name] ?? {};
      const counts = baselineOf(conformance.counts);
      expect(fallsBehind(counts, baseline)).to.deep.equal([]);
      expect(counts, 'the figures have risen: run `npm run conformance`').to.deep.equal(baseline);
    });
  });
}

describe('the baseline', () => {
  const before = { A: { variants: 10, asAws: 9 } };

  it('takes more variants and more of them answered as AWS', () => {
    expect(fallsBehind({ A: { variants: 12, asAws: 12 }, B: { variants: 1, asAws: 1 } }, before)).to.deep.equal([]);
  });

  it('reports what fell: variants, answers, a whole operation', () => {
    expect(fallsBehind({ A: { variants: 11, asAws: 9 } }, before)).to.deep.equal([
      "A: 1 answers unlike AWS's are now 2",
    ]);
    expect(fallsBehind({}, before)).to.deep.equal(['A: 10 variants are now 0', "A: 9 answers as AWS's are now 0"]);
  });
});
