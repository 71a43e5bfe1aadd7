import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';
import { putInventory } from '../unit/functions/generate-dataset/key-source/put-inventory.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };
const LISTS = freshName('key-lists');

needing('deployment', 'the retraining workflow with a report of S3 Inventory', () => {
  let target: StartedTarget;

  before(async () => {
    const inventoryUri = `s3://${LISTS}/reports/b/daily/`;
    target = await StartedTarget.start({ config: { keySource: 'inventory', inventoryUri } });
  });

  after(() => target.close());

  it('trains on the images that the report lists, and on no others', async () => {
    const { clients, outputs } = target;
    const { bucketName: Bucket, datasetPrefix } = outputs;
    await target.putDataset(await patternDataset(DATASET));
    await clients.s3.send(new CreateBucketCommand({ Bucket: LISTS }));
    await putInventory(clients.s3, { bucket: Bucket, prefix: `${datasetPrefix}/`, lists: LISTS, format: 'CSV' });
    const later = `${datasetPrefix}/train/cat/later.png`;
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: later, Body: 'added since' }));

    const execution = await target.ended(await target.startExecution(freshName('inventory')));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const { dataset } = JSON.parse(execution.output ?? '');
    expect([dataset.num_training_samples, dataset.num_validation_samples]).to.deep.equal([8, 4]);
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key: dataset.report.key }));
    const { source } = JSON.parse((await Body?.transformToString()) ?? '');
    expect(source).to.deep.include({
      kind: 'inventory',
      uri: `s3://${LISTS}/reports/b/daily/2026-11-27T01-00Z/manifest.json`,
      rows: 12,
    });
  });
});
