import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { type HttpListener, openHttpListener } from '../../../../../emulators/core/http/http-listener.ts';
import { RecordingService } from '../../../../support/recording-service.ts';

/** Names that a local network may make point anywhere. */
const LOCAL = ['emulator', 'printer.local', 'metadata.internal', 'evil.docker.internal'];

/** The answer, with what shows that a page may have sent the request. */
const refusal = (reason: string) =>
  `[rehearsal] requests of web pages are refused, since any page could send them, and ${reason}: call with the AWS CLI or an SDK outside of the browser, at the address that was printed\n`;

describe('requests of web pages', () => {
  let listener: HttpListener;

  beforeEach(async () => {
    const hostNames = ['compose-service'];
    listener = await openHttpListener({ port: 0, host: '127.0.0.1', hostNames, defaultRegion: 'us-east-1' });
    listener.serve([
      new RecordingService('lambda', () => ({ status: 201, headers: {} })),
      new RecordingService('s3', () => ({ status: 200, headers: {} })),
    ]);
  });
  afterEach(() => listener.close());

  /** As any page may send it without asking first: a simple request in the sense of CORS. */
  const send = (headers: Record<string, string>, method = 'POST', path = '/2015-03-31/functions') =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const sending = request(`${listener.endpointUrl}${path}`, { method, headers }, (response) => {
        text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
      });
      sending.once('error', reject).end(method === 'POST' ? '{}' : undefined);
    });

  it('do not reach a service, also from a page of the same machine', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:3000', 'null']) {
      const { status, body } = await send({ origin, 'content-type': 'text/plain' });
      expect(status).to.equal(403);
      expect(body).to.equal(refusal(`the header Origin is '${origin}'`));
    }
  });

  it('are known by Sec-Fetch-Site where there is no Origin, as of an image or a link', async () => {
    for (const site of ['cross-site', 'same-site', 'same-origin']) {
      const { status, body } = await send({ 'sec-fetch-site': site }, 'GET');
      expect([status, body]).to.deep.equal([403, refusal(`the header Sec-Fetch-Site is '${site}'`)]);
    }
    expect((await send({ 'sec-fetch-site': 'none' }, 'GET')).status).to.equal(201);
  });

  it("are known by a Host that is a page's own name, made to point at loopback", async () => {
    for (const host of [
      'evil.example',
      'evil.example:4566',
      'amazonaws.com.evil.example',
      'xamazonaws.com',
      'localhost.evil.example',
      'xlocalhost',
      'x.docker.internal',
      'xhost.docker.internal',
      'localhost:80:80',
      '127.0.0.1.evil.example',
      '[::1]x',
      'x[::1]',
      'localhost:4566x',
      'api.aws',
      'localhost..',
      ...LOCAL,
    ]) {
      const { status, body } = await send({ host }, 'GET');
      const name = `the header Host is '${host}', a name that may be any page's (localhost and addresses such as 127.0.0.1 are not; --host-names takes more)`;
      expect([host, status, body]).to.deep.equal([host, 403, refusal(name)]);
    }
  });

  it('are known by an operation that changes something and is asked for by URL alone, as an image can', async () => {
    const scope = 'X-Amz-Credential=test%2F20260101%2Fus-east-1%2Flambda%2Faws4_request';
    const changing = [
      'Action=CreateRole',
      '%41ction=DeleteRole',
      'Action=ListRoles&Action=CreateRole',
      'Action=Getaway',
    ];
    for (const query of changing) {
      const { status, body } = await send({}, 'GET', `/?${query}&${scope}`);
      expect([query, status]).to.deep.equal([query, 403]);
      expect(body).to.contain('is asked for by URL alone, without the header Authorization');
    }
    const { body } = await send({}, 'GET', `/?Action=CreateRole&${scope}`);
    expect(body).to.equal(refusal('CreateRole is asked for by URL alone, without the header Authorization'));
    for (const action of ['xGetRole', 'Get', 'getRole', 'Listen', 'PutGetRole'])
      expect((await send({}, 'GET', `/?Action=${action}&${scope}`)).status, action).to.equal(403);
    for (const action of ['GetRole', 'ListRoles', 'DescribeAlarms'])
      expect((await send({}, 'GET', `/?Action=${action}&${scope}`)).status, action).to.equal(201);
    expect((await send({}, 'POST', '/?Action=CreateRole')).status).to.equal(201);
    expect((await send({}, 'GET', '/Action=CreateRole')).status).to.equal(201);
    expect((await send({}, 'GET', `/?Action=GetCallerIdentity&${scope}`)).status).to.equal(201);
    const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request';
    expect((await send({ authorization }, 'GET', '/?Action=CreateRole')).status).to.equal(201);
  });

  it('are not those that come under a name that the user vouches for', async () => {
    expect((await send({ host: 'Compose-Service:4566' })).status).to.equal(201);
    expect((await send({ host: 'compose-service.evil.example' })).status).to.equal(403);
    expect((await send({ host: 'compose-service:4566', origin: 'http://compose-service:4566' })).status).to.equal(403);
  });

  it('are not what SDKs, the proxy for AWS and LocalStack send', async () => {
    const more = ['LOCALHOST', 'localhost.', 'a.localhost', '[::1]', '127.0.0.1', 'gateway.docker.internal'];
    const others = ['host.containers.internal', 's3.cn-north-1.amazonaws.com.cn', 'lambda.us-east-1.api.aws'];
    const hosts = [
      ...more,
      ...others,
      '127.0.0.1:4566',
      'localhost:4566',
      '[::1]:4566',
      'host.docker.internal:4599',
      '172.17.0.1:4599',
    ];
    const named = ['sts.us-east-1.amazonaws.com', 'bucket.s3.localhost.localstack.cloud:4566'];
    for (const host of [...hosts, ...named]) {
      expect([host, (await send({ host })).status]).to.deep.equal([host, 201]);
    }
  });
});
