import { expect } from 'chai';
import refusals from '../facts/control-plane-errors.json' with { type: 'json' };
import { writtenWords } from '../written-rules.ts';
import { SERVICE_NOT_REPRODUCED } from './not-reproduced-refusals.ts';

/** Whose words a rule's error may have, by how far AWS's are known. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  verbatim: ['AWS', 'partly AWS'],
  'verbatim-other-service': ['partly AWS'],
  partial: ['partly AWS'],
  unknown: ['ours'],
};

describe("what is known of the SageMaker service's refusals", () => {
  it('is held by a rule in the words that are known, or listed as not reproduced with the reason', () => {
    const words = writtenWords('sagemaker.md', 'sagemaker-service');
    expect(refusals.length).to.be.at.least(49);
    const open = refusals.filter(({ id }) => !words.has(id) && SERVICE_NOT_REPRODUCED[id] === undefined);
    expect(open.map(({ id }) => id)).to.deep.equal([]);
    const known = refusals.map(({ id }) => id);
    expect(Object.keys(SERVICE_NOT_REPRODUCED).filter((id) => !known.includes(id))).to.deep.equal([]);
    const misworded = refusals.filter(
      ({ id, wording }) => words.has(id) && !WORDS[wording]?.includes(words.get(id) ?? ''),
    );
    expect(misworded.map(({ id }) => id)).to.deep.equal([]);
  });
});
