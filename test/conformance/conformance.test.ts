import { expect } from 'chai';
import { fallsBehind, readBaseline } from './baseline.ts';
import { isKnown, KNOWN_DIFFERENCES } from './known-differences.ts';
import { ModelFacts } from './model-facts.ts';
import { type Conformance, measureConformance } from './run-variants.ts';
import { minimalValue, sampleText } from './sample-values.ts';

const LEAST_VARIANTS = 1500;
const LEAST_SHARE = 0.99;

describe('variants of the API model', () => {
  const facts = new ModelFacts();
  let conformance: Conformance;
  before(async () => {
    conformance = await measureConformance(facts);
  });

  it('have a sample for every string of the model, and a least value for every input', () => {
    for (const [name, shape] of facts.stringShapes()) expect(sampleText(shape), name).to.be.a('string');
    for (const operation of facts.operations) minimalValue(facts, facts.inputOf(operation));
  });

  it(`are at least ${LEAST_VARIANTS}, of which at least ${100 * LEAST_SHARE} % are answered as AWS answers them`, () => {
    const total = Object.values(conformance.counts).reduce((sum, { variants }) => sum + variants, 0);
    expect(total).to.be.at.least(LEAST_VARIANTS);
    expect((total - conformance.differences.length) / total).to.be.at.least(LEAST_SHARE);
  });

  it('are answered as AWS answers them but for those that are listed with a reason, and none is listed in vain', () => {
    const unexplained = conformance.differences.filter(
      ({ variant }) => !KNOWN_DIFFERENCES.some((known) => isKnown(known, variant)),
    );
    expect(
      unexplained.map(({ variant, answer }) => [
        variant.operation,
        variant.path,
        variant.what,
        answer,
        variant.expected,
      ]),
    ).to.deep.equal([]);
    const settled = KNOWN_DIFFERENCES.flatMap((known) =>
      (known.what ?? [undefined])
        .filter(
          (what) =>
            !conformance.differences.some(
              ({ variant }) => isKnown(known, variant) && (what === undefined || variant.what === what),
            ),
        )
        .map((what) => `${known.operation} ${known.path} ${what ?? ''}: answered as AWS does, remove it from the list`),
    );
    expect(settled).to.deep.equal([]);
  });

  it('never fall behind the baseline, which is kept up to date with `npm run conformance`', () => {
    const baseline = readBaseline();
    expect(fallsBehind(conformance.counts, baseline)).to.deep.equal([]);
    expect(conformance.counts, 'the figures have risen: run `npm run conformance`').to.deep.equal(baseline);
  });
});

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
