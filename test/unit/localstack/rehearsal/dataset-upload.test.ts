import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { createS3Service } from '../../../../emulators/s3/s3-service.ts';
import { listDatasetFolder } from '../../../../localstack/rehearsal/dataset-folder.ts';
import { uploadDataset } from '../../../../localstack/rehearsal/dataset-upload.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const BUCKET = 'images';

describe('the upload of a data set', () => {
  const folder = useTemporaryFolder();
  let listener: ServiceListener;
  let clients: AwsClients;

  beforeEach(async () => {
    const state = { dataFolder: join(folder(), 's3'), region: 'us-east-1', accountId: '000000000000' };
    listener = await listenTo(createS3Service(state));
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: 'us-east-1', credentials });
    await clients.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  });

  afterEach(async () => {
    clients.destroy();
    await listener.close();
  });

  const upload = async (name: string, files: Readonly<Record<string, string>>) => {
    for (const [key, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder(), name, key)), { recursive: true });
      writeFileSync(join(folder(), name, key), text);
    }
    return uploadDataset(clients.s3, BUCKET, 'data', await listDatasetFolder(join(folder(), name)));
  };

  const keys = async () => {
    const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    return Contents.map(({ Key }) => Key);
  };

  it('puts each file below the prefix, byte for byte', async () => {
    expect(await upload('a', { 'train/cat/1.jpg': 'one', 'test/cat/ü 2%.jpg': 'two' })).to.deep.equal({
      uploaded: 2,
      unchanged: 0,
      deleted: 0,
    });
    expect(await keys()).to.deep.equal(['data/test/cat/ü 2%.jpg', 'data/train/cat/1.jpg']);
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'data/test/cat/ü 2%.jpg' }));
    expect(await Body?.transformToString()).to.equal('two');
  });

  it('sends only what has changed, and removes what another data set had', async () => {
    await upload('a', { 'train/cat/1.jpg': 'one', 'train/cat/2.jpg': 'two', 'test/cat/3.jpg': 'three' });
    expect(
      await upload('b', { 'train/cat/1.jpg': 'one', 'train/cat/2.jpg': 'TWO', 'test/dog/3.jpg': 'three' }),
    ).to.deep.equal({ uploaded: 2, unchanged: 1, deleted: 1 });
    expect(await keys()).to.deep.equal(['data/test/dog/3.jpg', 'data/train/cat/1.jpg', 'data/train/cat/2.jpg']);
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'data/train/cat/2.jpg' }));
    expect(await Body?.transformToString()).to.equal('TWO');
  });

  it('leaves alone what is beside the two splits', async () => {
    const put = (Key: string) => clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'x' }));
    await put('data/train-data.lst');
    await put('data/output/job/output/model.tar.gz');
    await put('other/train/cat/1.jpg');
    await upload('a', { 'train/cat/1.jpg': 'one', 'test/cat/2.jpg': 'two' });
    expect(await keys()).to.deep.equal([
      'data/output/job/output/model.tar.gz',
      'data/test/cat/2.jpg',
      'data/train-data.lst',
      'data/train/cat/1.jpg',
      'other/train/cat/1.jpg',
    ]);
  });
});
