import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 10, testPerClass: 0, width: 32, height: 32 };

needing('deployment', 'the retraining workflow with class folders alone', () => {
  let target: StartedTarget;

  before(async () => {
    target = await StartedTarget.start({ config: { split: 'automatic', validationFraction: '0.25' } });
  });

  after(() => target.close());

  it('divides them, and trains and validates on images of the same folder', async () => {
    const { clients, outputs } = target;
    const { bucketName: Bucket, datasetPrefix } = outputs;
    expect(outputs.datasetSplit).to.equal('automatic');
    for (const [key, Body] of await patternDataset(DATASET)) {
      const Key = `${datasetPrefix}/images/${key.slice('train/'.length)}`;
      await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    }
    const execution = await target.ended(await target.startExecution(freshName('automatic')));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');

    const { dataset, trainingJob } = JSON.parse(execution.output ?? '');
    expect(dataset.num_training_samples + dataset.num_validation_samples).to.equal(20);
    expect(dataset.classes.map(({ name }: { name: string }) => name)).to.deep.equal(['cat', 'dog']);
    for (const { train, validation } of dataset.classes) {
      expect(train).to.be.at.least(1);
      expect(validation).to.be.at.least(1);
      expect(train + validation).to.equal(10);
    }
    const uris = trainingJob.InputDataConfig.slice(0, 2).map(
      (channel: { DataSource: { S3DataSource: { S3Uri: string } } }) => channel.DataSource.S3DataSource.S3Uri,
    );
    expect(uris).to.deep.equal(Array(2).fill(`s3://${Bucket}/${datasetPrefix}/images/`));
    const rows = async (Key: string) => {
      const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
      return ((await Body?.transformToString()) ?? '').split('\n').slice(0, -1);
    };
    const train = await rows(dataset.trainLst.key);
    const validation = await rows(dataset.validationLst.key);
    expect([train.length, validation.length]).to.deep.equal([
      dataset.num_training_samples,
      dataset.num_validation_samples,
    ]);
    expect(new Set([...train, ...validation].map((row) => row.split('\t')[2])).size).to.equal(20);
  });
});
