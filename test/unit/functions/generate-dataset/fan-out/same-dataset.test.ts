import { expect } from 'chai';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { BucketS3 } from './bucket-s3.ts';
import { runFannedOut, SETTINGS } from './fan-out-run.ts';

const EVENT = { executionName: 'e' };

/** Of pictures that are all different. */
function keySpace(train: readonly string[], test: readonly string[]): Map<string, string> {
  const keys = [...train.map((key) => `p/train/${key}`), ...test.map((key) => `p/test/${key}`)];
  return new Map(keys.map((key) => [key, key]));
}

describe('a data set of several functions that cannot be trained on', () => {
  const images = (folder: string) => Array.from({ length: 7 }, (_, index) => `${folder}/${index}.jpg`);
  const good = [...images('a'), ...images('b')];
  const cases: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
    UnusableKeyError: [
      [...good, 'a/1\t.jpg', 'b/2\n.jpg'],
      [...good, 'b/3\r.jpg'],
    ],
    DatasetEmptyError: [good, ['a/notes.txt']],
    SingleClassError: [images('a'), images('a')],
    UnknownTestClassError: [good, [...good, ...images('c'), ...images('d')]],
  };
  for (const [name, [train, test]] of Object.entries(cases)) {
    it(`is refused in the words of one function: ${name}`, async () => {
      const space = keySpace(train, test);
      const alone = await errorOf(generateDataset(new BucketS3(space, 3).sender, SETTINGS, EVENT));
      expect(alone.name).to.equal(name);
      const several = new BucketS3(space, 3);
      const together = await errorOf(runFannedOut(several.sender, EVENT, 4));
      expect(`${together.name}: ${together.message}`).to.equal(`${alone.name}: ${alone.message}`);
      expect([...several.objects.keys()].filter((key) => !key.startsWith('p/fan-out/e/'))).to.deep.equal([]);
    });
  }
});
