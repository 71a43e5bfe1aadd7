import { expect } from 'chai';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { FakeS3 } from './fake-s3.ts';

const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };

describe('a data set of 10,000 classes', () => {
  const names = Array.from({ length: 10_000 }, (_, number) => `class ${String(number).padStart(5, '0')}`);
  const s3 = new FakeS3(names.flatMap((name) => [`set/train/${name}/1.jpg`, `set/test/${name}/1.jpg`]));

  it('has every row, a whole report, and a result that a state can hold', async () => {
    const result = await generateDataset(s3.sender, SETTINGS, { executionName: 'run-1' });
    const rows = names.map((name, label) => `${label + 1}\t${label}\t${name}/1.jpg\n`).join('');
    expect(s3.written.get('set/train-data.lst')).to.equal(rows);
    expect(s3.written.get('set/test-data.lst')).to.equal(rows);
    const report = JSON.parse(s3.written.get('set/dataset-report.json') ?? '');
    expect([report.classes.total, report.classes.listed.length]).to.deep.equal([10_000, 10_000]);
    expect(Object.keys(JSON.parse(s3.written.get('set/runs/run-1/labels.json') ?? '').labels)).to.deep.equal(names);
    expect(result.num_classes).to.equal(10_000);
    expect(result.labels).to.equal(undefined);
    const left = 10_000 - result.classes.length;
    expect(result.warnings).to.deep.equal([
      'the label map was too large for the result',
      `${left} classes were too many for the result`,
    ]);
    // Step Functions: 262,144 bytes of a state's data; the job's description and the model are added.
    expect(Buffer.byteLength(JSON.stringify(result))).to.be.below(200_001);
  });
});
