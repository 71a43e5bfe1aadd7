import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { CustomerError } from '../../../../../emulators/image-classification/checks/customer-error.ts';
import {
  S3Channel,
  StorageError,
  storageClient,
} from '../../../../../emulators/image-classification/readers/s3-channel.ts';
import { errorOf } from '../../../../support/error-of.ts';

const signal = new AbortController().signal;

function listing(keys: readonly string[], next?: string): string {
  const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  const token = next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  return `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${token}${contents}</ListBucketResult>`;
}

describe('a channel in S3', () => {
  let server: Server;
  let answer: (url: URL) => { status?: number; body: string };
  const client = () =>
    storageClient({
      endpointUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...{ region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 's', sessionToken: 't' },
    });

  before(async () => {
    server = createServer((request, response) => {
      const { status = 200, body } = answer(new URL(request.url ?? '/', 'http://localhost'));
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  const open = (s3Uri: string) => S3Channel.open(client(), { channelName: 'train', s3Uri }, signal);

  it('is listed page by page', async () => {
    answer = (url) => {
      const token = url.searchParams.get('continuation-token');
      return { body: token === null ? listing(['p/a.jpg'], 'more') : listing([`p/${token}.jpg`]) };
    };
    expect([...(await open('s3://bucket/p/')).paths]).to.deep.equal([
      ['a.jpg', 'p/a.jpg'],
      ['more.jpg', 'p/more.jpg'],
    ]);
  });

  it('names files below its prefix, with or without a slash at the end, and leaves out folder markers', async () => {
    answer = () => ({
      body: listing(['data/train-data.lst', 'data/train/', 'data/train/cat/1.jpg', 'data/train2/x.jpg']),
    });
    const names = [...(await open('s3://bucket/data/train')).paths.keys()];
    expect(names).to.deep.equal(['train-data.lst', 'cat/1.jpg', 'train2/x.jpg']);
  });

  it('may be a whole bucket or a single object', async () => {
    answer = (url) => ({ body: listing([url.searchParams.get('prefix') || 'any/key.jpg']) });
    expect([...(await open('s3://bucket')).paths.keys()]).to.deep.equal(['any/key.jpg']);
    expect([...(await open('s3://bucket/data/a.lst')).paths.keys()]).to.deep.equal(['a.lst']);
  });

  it('that the role may not read fails in the words seen on AWS', async () => {
    answer = () => ({ status: 403, body: '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>' });
    const error = await errorOf(open('s3://bucket/data/'));
    expect(error).to.be.instanceOf(CustomerError);
    expect(error.message).to.equal('Data download failed:failed to download data. 403 Forbidden (403): Forbidden');
    expect((error as CustomerError).details).to.deep.equal([
      '[rehearsal] s3://bucket/data/: AccessDenied: Access Denied',
    ]);
  });

  it('whose service fails is a fault of the storage', async () => {
    answer = () => ({ status: 501, body: '<Error><Code>NotImplemented</Code><Message>no</Message></Error>' });
    const error = await errorOf(open('s3://bucket/data/'));
    expect(error).to.be.instanceOf(StorageError);
    expect(error.message).to.equal('[rehearsal] reading s3://bucket/data/ failed with 501 NotImplemented: no');
  });

  it('must be an S3 URI', async () => {
    expect((await errorOf(open('https://bucket/data'))).message).to.contain(
      "'https://bucket/data' is not s3://bucket/prefix",
    );
  });
});
