import { expect } from 'chai';
import { commonFlags } from '../../../../../functions/evaluate-model/comparison/common-images.ts';
import { differingImages } from '../../../../../functions/evaluate-model/outcome/differing-images.ts';
import { predictionOf } from '../../../../../functions/evaluate-model/predictions.ts';

const OWN = ['cat', 'dog', 'owl'];
const OTHERS = ['dog', 'fox', 'cat'];

/** Probabilities of an image by both models, each in the order of its own classes. */
type Answers = Readonly<Record<string, readonly [model: readonly number[], champion: readonly number[]]>>;

/** All images are of cats. */
function differing(answers: Answers) {
  const entries = Object.entries(answers);
  const candidate = entries.map(([image, [own]]) => predictionOf({ image, label: 0 }, own, commonFlags(OWN, OTHERS)));
  const champion = entries.map(([image, [, other]]) =>
    predictionOf({ image, label: 2 }, other, commonFlags(OTHERS, OWN)),
  );
  return differingImages({ classes: OWN, predictions: candidate }, { classes: OTHERS, predictions: champion });
}

describe('the images that only one of two models has right', () => {
  it('have what each takes them for of the classes that both know', () => {
    const found = differing({
      // The model is surest of an owl, the champion of a fox: cat and dog are left.
      'a.jpg': [
        [0.25, 0.125, 0.625],
        [0.375, 0.5, 0.125],
      ],
      // Both take it for a dog.
      'b.jpg': [
        [0.25, 0.75, 0],
        [1, 0, 0],
      ],
    });
    expect(found).to.deep.equal([
      {
        image: 'a.jpg',
        actual: 'cat',
        model: { predicted: 'cat', probability: 0.25 },
        champion: { predicted: 'dog', probability: 0.375 },
        rightBy: 'model',
      },
    ]);
  });

  it('begin with those that only the champion has right, the surest mistake first', () => {
    const found = differing({
      'new.jpg': [
        [1, 0, 0],
        [1, 0, 0],
      ],
      'less.jpg': [
        [0.25, 0.75, 0],
        [0, 0, 1],
      ],
      'sure2.jpg': [
        [0, 1, 0],
        [0, 0, 1],
      ],
      'sure1.jpg': [
        [0, 1, 0],
        [0, 0, 1],
      ],
    });
    expect(found.map(({ image, rightBy }) => [image, rightBy])).to.deep.equal([
      ['sure1.jpg', 'champion'],
      ['sure2.jpg', 'champion'],
      ['less.jpg', 'champion'],
      ['new.jpg', 'model'],
    ]);
  });
});
