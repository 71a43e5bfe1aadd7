import { expect } from 'chai';
import { LabelledRun } from './labelled-run.ts';

describe('a labels file of 20,000 rows', () => {
  it('gives each image its label', async () => {
    const images = Array.from({ length: 20_000 }, (_, index) => `${index % 5 === 0 ? 'test' : 'train'}/${index}.jpg`);
    const labelOf = (path: string) => `class-${Number.parseInt(path, 10) % 3}`;
    const run = new LabelledRun(images, images.map((key) => `${key},${labelOf(key.split('/')[1] ?? '')}\n`).join(''));
    const { num_training_samples, num_validation_samples, num_classes } = await run.run();
    expect([num_training_samples, num_validation_samples, num_classes]).to.deep.equal([16_000, 4000, 3]);
    for (const row of [...run.rows('train'), ...run.rows('test')]) {
      const [, label, path = ''] = row.split('\t');
      expect(`class-${label}`).to.equal(labelOf(path));
    }
  });
});
