import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import {
  type ContainerEndpoint,
  openContainerEndpointAt,
} from '../../../../../../localstack/clouds/docker/training/container-endpoint.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('the door through which containers reach the local AWS', () => {
  const seen: Seen[] = [];
  let server: Server;
  let endpoint: string;
  let door: ContainerEndpoint;

  before(async () => {
    server = createServer(async (incoming, outgoing) => {
      const { method, url, headers } = incoming;
      seen.push({ method, url, headers, body: await text(incoming) });
      outgoing.writeHead(201, { 'x-answer': 'yes' });
      outgoing.end('from behind');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    endpoint = `http://127.0.0.1:${address.port}`;
    door = await openContainerEndpointAt('127.0.0.1', '127.0.0.1', endpoint);
  });
  beforeEach(() => {
    seen.length = 0;
  });
  after(async () => {
    await door.close();
    server.closeAllConnections();
    server.close();
  });

  it('passes a request on without the secret, and the answer back', async () => {
    const answer = await fetch(`${door.url}/bucket/a%20key?x=1`, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-amz-a': 'b' },
    });
    expect([answer.status, answer.headers.get('x-answer'), await answer.text()]).to.deep.equal([
      201,
      'yes',
      'from behind',
    ]);
    expect(seen).to.have.lengthOf(1);
    expect(seen[0]).to.deep.include({ method: 'POST', url: '/bucket/a%20key?x=1', body: 'hello' });
    expect(seen[0]?.headers).to.deep.include({ host: new URL(endpoint).host, 'x-amz-a': 'b' });
  });

  it('is one that an SDK goes through: the secret comes before the path, and `expect: 100-continue` is answered', async () => {
    const client = new S3Client({
      endpoint: door.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    await client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'key', Body: 'x'.repeat(3_000_000) }));
    const { Body: body } = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'key' }));
    expect(await body?.transformToString()).to.equal('from behind');
    expect(seen.map(({ method, url }) => `${method} ${url?.split('?')[0]}`)).to.deep.equal([
      'PUT /bucket/key',
      'GET /bucket/key',
    ]);
    client.destroy();
  });

  it('has a path for a request to the root', async () => {
    await fetch(door.url, { method: 'POST', body: '{}' });
    await fetch(`${door.url}?a=1`);
    expect(seen.map(({ url }) => url)).to.deep.equal(['/', '/?a=1']);
  });

  for (const path of ['/', '/bucket/key', '/wrong/bucket/key', '//', '/%00']) {
    it(`refuses ${path}`, async () => {
      const answer = await fetch(`${new URL(door.url).origin}${path}`);
      expect(answer.status).to.equal(403);
      expect(await answer.json()).to.deep.equal({
        __type: 'AccessDeniedException',
        message: '[rehearsal] this address is for training containers, which find it in AWS_ENDPOINT_URL',
      });
      expect(seen).to.deep.equal([]);
    });
  }

  it('has another secret each time, too long to guess', async () => {
    await using other = await openContainerEndpointAt('127.0.0.1', 'host.docker.internal', endpoint).then((opened) => ({
      ...opened,
      [Symbol.asyncDispose]: () => opened.close(),
    }));
    expect(other.url).to.match(/^http:\/\/host\.docker\.internal:\d+\/[\w-]{32}$/);
    expect(new URL(other.url).pathname).not.to.equal(new URL(door.url).pathname);
  });
});
