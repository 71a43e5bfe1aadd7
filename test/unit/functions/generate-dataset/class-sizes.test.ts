import { expect } from 'chai';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { FakeS3 } from './fake-s3.ts';

const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };

describe('a class with one image', () => {
  const classes = ['a', 'b'].flatMap((name) => [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `${name}/${number}.jpg`));
  const WARNING = 'class "one" has no test images: its accuracy will not be known';

  it('is trained on, with a warning that it is not tested, however the data set is split', async () => {
    const folders = [...classes, 'one/1.jpg'].map((path) => `set/train/${path}`);
    const tested = classes.map((path) => `set/test/${path.replace('.', 't.')}`);
    const automatic = [...classes, 'one/1.jpg'].map((path) => `set/images/${path}`);
    const event = { executionName: 'run-1' };
    const split = { validationFraction: 0.5 };
    for (const [keys, more] of [
      [[...folders, ...tested], {}],
      [automatic, { split }],
    ] as const) {
      const s3 = new FakeS3(keys);
      const result = await generateDataset(s3.sender, SETTINGS, { ...event, ...more });
      expect(result.classes[2]).to.deep.equal({ label: 2, name: 'one', train: 1, validation: 0 });
      expect(result.warnings).to.deep.equal([WARNING]);
    }
  });
});
