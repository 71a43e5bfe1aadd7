import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { AwsClients } from '../../../../../emulators/core/aws-clients.ts';
import type { WireRequest } from '../../../../../emulators/core/http/http-exchange.ts';
import { type HttpListener, openHttpListener } from '../../../../../emulators/core/http/http-listener.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { RecordingService } from '../../../../support/recording-service.ts';

const SIGNED = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

describe('the one HTTP port', () => {
  let listener: HttpListener;

  beforeEach(async () => {
    listener = await openHttpListener({ port: 0, host: '127.0.0.1', defaultRegion: 'us-east-1' });
  });
  afterEach(() => listener.close());

  it('keeps requests waiting until the services are there', async () => {
    const early = fetch(`${listener.endpointUrl}/bucket`);
    listener.serve([new RecordingService('s3', () => ({ status: 204, headers: {} }))]);
    expect((await early).status).to.equal(204);
  });

  it('hands a streamed body over byte for byte', async () => {
    const bytes = Buffer.from('some bytes');
    const answer = () => ({ status: 200, headers: { 'content-length': '10' }, body: Readable.from([bytes]) });
    listener.serve([new RecordingService('s3', answer)]);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: 'us-east-1', credentials });
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    expect(await Body?.transformToString()).to.equal('some bytes');
    clients.destroy();
  });

  it('answers a JSON operation of a service that is not emulated with 501, naming both', async () => {
    listener.serve([]);
    const headers = { authorization: SIGNED('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.ListTables' };
    const response = await fetch(listener.endpointUrl, { method: 'POST', headers, body: '{}' });
    expect(response.status).to.equal(501);
    expect(await response.json()).to.deep.equal({
      __type: 'NotImplemented',
      message:
        '[rehearsal] dynamodb:ListTables is not emulated. docs/fidelity.md of this project lists the operations that are.',
    });
  });

  it('answers a query operation of a service that is not emulated with 501 in XML', async () => {
    listener.serve([]);
    const headers = { authorization: SIGNED('ec2'), 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'Action=DescribeInstances&Version=2016-11-15';
    const response = await fetch(listener.endpointUrl, { method: 'POST', headers, body });
    expect(response.status).to.equal(501);
    expect(await response.text())
      .to.contain('<Code>NotImplemented</Code>')
      .and.to.contain('ec2:DescribeInstances');
  });

  it('answers any other request to an unknown service with 501, naming method and path', async () => {
    listener.serve([]);
    const headers = { authorization: SIGNED('execute-api') };
    const response = await fetch(`${listener.endpointUrl}/stage/path?x=1`, { headers });
    expect(response.status).to.equal(501);
    expect(await response.text()).to.contain('execute-api:GET /stage/path is not emulated');
  });

  it('that is taken is refused with the port and what to do', async () => {
    const port = Number(new URL(listener.endpointUrl).port);
    const error = await errorOf(openHttpListener({ port, host: '127.0.0.1', defaultRegion: 'us-east-1' }));
    expect(error.message).to.equal(
      `port ${port} on 127.0.0.1 is in use by another process; choose another with --port, or --port 0 for any free one`,
    );
  });

  const stopping: readonly [string, (body: Readable) => Promise<unknown>][] = [
    ['reads nothing', () => Promise.resolve()],
    ['stops in the middle', (body) => body.iterator({ destroyOnReturn: false }).next()],
    [
      'stops in the middle, and resumes,',
      async (body) => {
        await body.iterator({ destroyOnReturn: false }).next();
        body.resume();
      },
    ],
    [
      'leaves its loop',
      async (body) => {
        for await (const _ of body.iterator({ destroyOnReturn: false })) break;
      },
    ],
  ];
  for (const [what, read] of stopping) {
    it(`answers the next request of a connection when the service ${what} with a large body`, async () => {
      const service = { signingName: 's3', pathPrefix: '/', close: async () => {} };
      const handle = async ({ body, target }: WireRequest) => {
        if (target === '/large') await read(body);
        return { status: 200, headers: { 'content-length': '0' } };
      };
      listener.serve([{ ...service, handle }]);
      const socket = connect(Number(new URL(listener.endpointUrl).port), '127.0.0.1');
      const post = (path: string, bytes: number) =>
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${bytes}\r\n\r\n${'a'.repeat(bytes)}`;
      socket.write(post('/large', 1024 * 1024) + post('/next', 10));
      let answered = '';
      for await (const data of socket.setEncoding('utf8')) {
        answered += data;
        if (answered.split('HTTP/1.1 200 OK').length > 2) break;
      }
      expect(answered.match(/HTTP.*/g)).to.deep.equal(['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK']);
    });
  }

  const unfinished: readonly [string, string][] = [
    ['headers', 'PUT /bucket/key HTTP/1.1\r\nhost: localhost\r\n'],
    ['a body', 'PUT /bucket/key HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nhalf'],
  ];
  for (const [what, text] of unfinished) {
    it(`is freed of a client that falls silent within ${what}`, async () => {
      const silent = { port: 0, host: '127.0.0.1', defaultRegion: 'us-east-1', silenceLimitMs: 50 };
      const impatient = await openHttpListener(silent);
      const service = { signingName: 's3', pathPrefix: '/', close: async () => {} };
      impatient.serve([
        { ...service, handle: async ({ body }) => ({ status: 200, headers: {}, body: await buffer(body) }) },
      ]);
      const socket = connect(Number(new URL(impatient.endpointUrl).port), '127.0.0.1');
      socket.write(text);
      socket.resume();
      await once(socket, 'close');
      await impatient.close();
    });
  }

  it('lets a client wait for its answer as long as that takes', async () => {
    const silent = { port: 0, host: '127.0.0.1', defaultRegion: 'us-east-1', silenceLimitMs: 1_000 };
    const impatient = await openHttpListener(silent);
    const service = { signingName: 's3', pathPrefix: '/', close: async () => {} };
    const handle = async ({ body }: WireRequest) => {
      await buffer(body);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      return { status: 200, headers: {}, body: 'late' };
    };
    impatient.serve([{ ...service, handle }]);
    const response = await fetch(`${impatient.endpointUrl}/bucket`, { method: 'PUT', body: 'all of it' });
    expect([response.status, await response.text()]).to.deep.equal([200, 'late']);
    await impatient.close();
  });
});
