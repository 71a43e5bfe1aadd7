import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { expect } from 'chai';
import { startEmulatedCloud } from '../../../../../emulators/cloud/emulated-cloud.ts';
import type { StartedCloud } from '../../../../../emulators/cloud/started-cloud.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: number;
}

/** Another emulator: it answers everything in its own way and keeps what it saw. */
class OtherEmulator implements AsyncDisposable {
  readonly seen: Seen[] = [];
  readonly #server: Server;
  status = 200;
  body = '';

  constructor() {
    this.#server = createServer(async (request, response) => {
      let bytes = 0;
      for await (const chunk of request) bytes += Buffer.byteLength(chunk);
      this.seen.push({ method: request.method, url: request.url, headers: request.headers, bytes });
      response.writeHead(this.status, { 'content-type': 'application/xml', 'x-other': 'yes' });
      response.end(this.body);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('a service that another emulator serves', () => {
  const folder = useTemporaryFolder();
  let other: OtherEmulator;
  let url: string;
  let cloud: StartedCloud | undefined;
  const start = async (endpoints: Readonly<Record<string, string>>) => {
    cloud = await startEmulatedCloud({ dataFolder: folder(), region: 'us-east-1', port: 0, endpoints });
    other.seen.splice(0);
    return cloud;
  };
  beforeEach(async () => {
    other = new OtherEmulator();
    url = await other.start();
  });
  afterEach(async () => {
    await cloud?.close();
    cloud = undefined;
    await other[Symbol.asyncDispose]();
  });

  it('gets its requests as they were signed, and its answers come back as they are', async () => {
    const { clients, endpointUrl } = await start({ s3: url });
    const Body = Buffer.alloc(1_000_000);
    await clients.s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'a b.jpg', Body }));
    const { host } = new URL(endpointUrl);
    const [seen] = other.seen;
    expect(seen).to.deep.include({ method: 'PUT', url: '/photos/a%20b.jpg?x-id=PutObject', bytes: 1_000_000 });
    expect(seen?.headers).to.include({ host, 'content-length': '1000000' });
    expect(seen?.headers.authorization).to.match(
      /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/s3\/aws4_request, /,
    );
    other.body = 'a picture';
    const { Body: read } = await clients.s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a b.jpg' }));
    expect(await read?.transformToString()).to.equal('a picture');
  });

  it('is the only one that goes there', async () => {
    const { clients } = await start({ s3: url });
    expect((await clients.sns.send(new ListTopicsCommand({}))).Topics).to.deep.equal([]);
    expect(other.seen).to.deep.equal([]);
  });

  it('may be one that is not emulated here, known by its signature or by X-Amz-Target', async () => {
    const { endpointUrl } = await start({ dynamodb: url });
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host';
    await fetch(endpointUrl, { method: 'POST', headers: { authorization }, body: '{}' });
    await fetch(endpointUrl, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      body: '{}',
    });
    expect(other.seen.map(({ bytes }) => bytes)).to.deep.equal([2, 2]);
    const { status } = await fetch(endpointUrl, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
    });
    expect(status).to.equal(501);
  });

  it('is named, with its endpoint, in the answer to a request that it does not take any more', async () => {
    const { clients } = await start({ s3: url });
    await other[Symbol.asyncDispose]();
    const { name, message } = await errorOf(clients.s3.send(new ListBucketsCommand({})));
    expect(name).to.equal('ServiceUnavailable');
    expect(message).to.match(
      new RegExp(`^\\[rehearsal\\] s3 is served by ${url}, which does not answer: .*ECONNREFUSED`),
    );
    other = new OtherEmulator();
  });

  it('ends with the request of a client that hangs up', async () => {
    const { endpointUrl } = await start({ s3: url });
    const gone = new AbortController();
    const call = fetch(`${endpointUrl}/photos/slow`, {
      method: 'PUT',
      body: new ReadableStream({ pull: () => delay(1_000_000, undefined, { signal: gone.signal, ref: false }) }),
      duplex: 'half',
      signal: gone.signal,
    } as RequestInit);
    gone.abort();
    expect((await errorOf(call)).name).to.equal('AbortError');
    expect((await fetch(`${endpointUrl}/photos/next`)).headers.get('x-other')).to.equal('yes');
  });

  it('is said to be so at the start, with what it lacks', async () => {
    other.status = 501;
    other.body = '<ErrorResponse><Error><Code>NotImplemented</Code></Error></ErrorResponse>';
    const { notes } = await start({ sts: url, iam: url, states: url });
    expect(notes).to.have.lengthOf(3);
    expect(notes?.[0]).to.equal(
      `sts is served by ${url}, where the IAM here is not enforced; it lacks GetCallerIdentity (501 NotImplemented)`,
    );
    expect(notes?.[2]).to.match(
      /^states is served by .*, where the IAM here is not enforced; state machines call the services there, not those here; it lacks ListStateMachines \(501 /,
    );
  });

  it('keeps the cloud from starting where it does not answer, naming all such endpoints', async () => {
    const { name, message } = await errorOf(start({ s3: 'http://127.0.0.1:1', dynamodb: 'http://127.0.0.1:2' }));
    expect(name).to.equal('EndpointError');
    expect(message).to.equal(
      'other emulators cannot be reached; start them first, or take them out of endpoints:' +
        '\n  - s3: http://127.0.0.1:1 does not answer (ECONNREFUSED)' +
        '\n  - dynamodb: http://127.0.0.1:2 does not answer (ECONNREFUSED)',
    );
  });
});
