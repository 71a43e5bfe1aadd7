import { expect } from 'chai';
import failures from '../facts/training-failures.json' with { type: 'json' };
import { writtenWords } from '../written-rules.ts';
import { ALGORITHM_NOT_REPRODUCED } from './not-reproduced-failures.ts';

describe('what is known of failing jobs of the image-classification algorithm', () => {
  const words = writtenWords('image-classification.md', 'sagemaker-algorithm');

  it('is reproduced by a rule, or listed as not reproduced with the reason', () => {
    expect(words.size).to.be.above(60);
    expect(failures).to.have.length(54);
    const open = failures.filter(({ id }) => !words.has(id) && ALGORITHM_NOT_REPRODUCED[id] === undefined);
    expect(open.map(({ id }) => id)).to.deep.equal([]);
    const known = new Set(failures.map(({ id }) => id));
    expect(Object.keys(ALGORITHM_NOT_REPRODUCED).filter((id) => !known.has(id))).to.deep.equal([]);
  });

  it("is given in AWS's words where they are known, and never in them where they are not", () => {
    const wrong = failures.filter(({ id, wording }) => {
      const ours = words.get(id);
      if (ours === undefined) return false;
      // hp.range's sentence quotes patterns that are not public.
      return wording === 'verbatim' && id !== 'hp.range'
        ? !['AWS', 'partly AWS'].includes(ours)
        : !['ours', 'none'].includes(ours);
    });
    expect(wrong.map(({ id }) => id)).to.deep.equal([]);
  });
});
