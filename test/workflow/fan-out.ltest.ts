import { GetObjectCommand } from '@aws-sdk/client-s3';
import { ListMapRunsCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };

needing('deployment', 'the retraining workflow whose data set several functions list', () => {
  let target: StartedTarget;
  let files: ReadonlyMap<string, Buffer>;

  before(async () => {
    target = await StartedTarget.start({ config: { fanOut: 'always' } });
    files = await patternDataset(DATASET);
    await target.putDataset(files);
  });

  after(() => target.close());

  it('turns green with every image under its label and in order', async () => {
    const executionArn = await target.startExecution(freshName('fan-out'));
    const { status, cause, output = '{}' } = await target.ended(executionArn);
    expect(status, cause).to.equal('SUCCEEDED');
    const { dataset, model } = JSON.parse(output);
    expect(dataset.num_training_samples).to.equal(8);
    expect(model.ModelName).to.match(/^\S+-0-0$/);
    for (const [split, uri] of [
      ['train', dataset.trainLst],
      ['test', dataset.validationLst],
    ] as const) {
      const paths = [...files.keys()]
        .filter((key) => key.startsWith(`${split}/`))
        .map((key) => key.slice(split.length + 1));
      const rows = paths.sort().map((path, index) => `${index + 1}\t${path.startsWith('cat/') ? 0 : 1}\t${path}\n`);
      expect(await text(uri.key)).to.equal(rows.join(''));
    }
    const { mapRuns = [] } = await target.clients.sfn.send(new ListMapRunsCommand({ executionArn }));
    expect(mapRuns).to.have.length(2);
  });

  const text = async (Key: string) => {
    const got = await target.clients.s3.send(new GetObjectCommand({ Bucket: target.outputs.bucketName, Key }));
    return got.Body?.transformToString();
  };
});
