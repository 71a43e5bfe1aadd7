import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { consoleFile } from '../../../../../emulators/cloud/console/console-files.ts';
import { type ConsolePage, createConsolePage } from '../../../../../emulators/cloud/console/console-page.ts';
import type { WireRequest } from '../../../../../emulators/core/http/http-exchange.ts';
import { type HttpListener, openHttpListener } from '../../../../../emulators/core/http/http-listener.ts';
import { RecordingService } from '../../../../support/recording-service.ts';

const OWN = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' };
const TYPED = { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' };
const HTML_OBJECT = { status: 200, headers: { 'content-type': 'text/html' }, body: '<script>steal()</script>' };

describe('the console behind the port of the services', () => {
  let listener: HttpListener;
  let page: ConsolePage;
  let cookie: string;
  let asked: WireRequest[];
  let loads: number;

  beforeEach(async () => {
    listener = await openHttpListener({ port: 0, host: '127.0.0.1', defaultRegion: 'us-east-1' });
    asked = [];
    loads = 0;
    const keep = (one: WireRequest) => {
      asked.push(one);
      return HTML_OBJECT;
    };
    listener.serve([new RecordingService('states', keep, 'AWSStepFunctions'), new RecordingService('s3', keep)]);
    const port = Number(new URL(listener.endpointUrl).port);
    const session = {
      endpointUrl: listener.endpointUrl,
      region: 'eu-west-1',
      accountId: '000000000000',
      cloud: 'test',
    };
    const files = async () => {
      loads += 1;
      return new Map([['index.html', consoleFile('index.html', '<p>page</p>')]]);
    };
    page = createConsolePage({ session, files, port });
    listener.servePage(page);
    cookie = String((await send(page.entrance, TYPED)).headers['set-cookie']?.[0]).split(';')[0] ?? '';
  });
  afterEach(() => listener.close());

  interface Answer {
    readonly status: number | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }

  const send = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((resolve, reject) => {
      const sending = request(`${listener.endpointUrl}${path}`, { method, headers }, (response) => {
        text(response).then(
          (body) => resolve({ status: response.statusCode, headers: response.headers, body }),
          reject,
        );
      });
      sending.once('error', reject).end(method === 'POST' ? '{}' : undefined);
    });

  it('lets a browser in that knows the secret, and takes the secret out of its address', async () => {
    const { status, headers } = await send(page.entrance, TYPED);
    expect([status, headers.location]).to.deep.equal([303, '/_console/']);
    const port = new URL(listener.endpointUrl).port;
    const secret = page.entrance.split('/')[2];
    expect(headers['set-cookie']).to.deep.equal([
      `console-${port}=${secret}; Path=/_console/; HttpOnly; SameSite=Strict`,
    ]);
    expect(secret).to.match(/^[\w-]{32}$/);
  });

  it('goes on by itself where another page led there, since a redirect would come without the cookie', async () => {
    const { status, headers, body } = await send(page.entrance, { ...TYPED, 'sec-fetch-site': 'cross-site' });
    expect(status).to.equal(200);
    expect(headers['set-cookie']).to.have.length(1);
    expect(body).to.contain('<meta http-equiv="refresh" content="0; url=/_console/">');
  });

  it('has headers that let no other code run in it, and no other page show it', async () => {
    const { status, headers, body } = await send('/_console/', { ...TYPED, cookie });
    expect([status, body, headers['content-type']]).to.deep.equal([200, '<p>page</p>', 'text/html; charset=utf-8']);
    expect(headers).to.include({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('loads its files when they are first asked for, once', async () => {
    expect(loads).to.equal(0);
    await send('/_console/', { ...TYPED, cookie });
    await send('/_console/', { ...TYPED, cookie });
    expect(loads).to.equal(1);
  });

  it('is refused without the cookie, with another one, and for a name that anybody may point here', async () => {
    const letIn =
      '[rehearsal] console: this browser has not been let in: open the address that was printed at the start\n';
    for (const headers of [{}, { cookie: 'console=x' }, { cookie: `${cookie}x` }]) {
      const { status, body } = await send('/_console/', { ...TYPED, ...headers });
      expect([status, body]).to.deep.equal([403, letIn]);
    }
    const { status, body } = await send('/_console/', { ...TYPED, cookie, host: 'evil.example' });
    expect([status, body]).to.deep.equal([
      403,
      "[rehearsal] console: the header Host is 'evil.example', not 127.0.0.1 or localhost\n",
    ]);
    expect(asked).to.deep.equal([]);
  });

  it('hands its calls on as the root’s, signed for the service and without what a browser says', async () => {
    const headers = {
      ...OWN,
      cookie,
      origin: listener.endpointUrl,
      referer: 'x',
      'x-amz-target': 'AWSStepFunctions.X',
    };
    const { status } = await send('/_console/aws/states/a%20b?list-type=2', headers, 'POST');
    expect(status).to.equal(200);
    const [call] = asked;
    expect(call).to.include({ method: 'POST', target: '/a%20b?list-type=2', accessKeyId: 'test', region: 'eu-west-1' });
    expect(call?.headers).to.include({ 'x-amz-target': 'AWSStepFunctions.X' });
    expect(call?.headers.authorization).to.match(
      /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/eu-west-1\/states\/aws4_request, SignedHeaders=host, /,
    );
    expect(call?.headers).to.not.have.any.keys('cookie', 'origin', 'referer', 'sec-fetch-site', 'sec-fetch-dest');
  });

  it('takes calls of a browser that does not say where they come from, by the header that other pages cannot send', async () => {
    expect((await send('/_console/aws/s3/bucket', { cookie })).status).to.equal(403);
    expect((await send('/_console/aws/s3/bucket', { cookie, 'x-console-call': '1' })).status).to.equal(200);
    expect(asked[0]?.headers).to.not.have.any.keys('x-console-call');
    const elsewhere = { cookie, 'x-console-call': '1', 'sec-fetch-site': 'same-site' };
    expect((await send('/_console/aws/s3/bucket', elsewhere)).status).to.equal(403);
    const other = { cookie, 'x-console-call': '1', origin: 'http://127.0.0.1:3000' };
    expect((await send('/_console/aws/s3/bucket', other)).status).to.equal(403);
  });

  it('leaves keys that begin as its path does to a bucket that is addressed by name', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host';
    for (const host of ['bucket.localhost:4566', 'bucket.s3.amazonaws.com']) {
      const { status } = await send('/_console/key', { host, authorization });
      expect([status, asked.at(-1)?.target]).to.deep.equal([200, '/_console/key']);
    }
  });

  it('takes no calls of other pages, also of this machine’s and with the cookie', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' },
      { origin: 'http://127.0.0.1:3000' },
      { origin: 'null' },
      {},
    ]) {
      expect((await send('/_console/aws/states/', { cookie, ...headers }, 'POST')).status).to.equal(403);
    }
    expect(asked).to.deep.equal([]);
  });

  it('opens no object of S3 as a page, at the console’s address', async () => {
    for (const destination of ['document', 'iframe', 'script', 'image']) {
      const headers = { cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': destination };
      expect((await send('/_console/aws/s3/bucket/evil.html', headers)).status).to.equal(403);
    }
    const { headers } = await send('/_console/aws/s3/bucket/evil.html', { ...OWN, cookie });
    expect(headers).to.include({
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('keeps an object that is opened at its own address from being the console’s equal', async () => {
    const { status, headers } = await send('/bucket/evil.html', TYPED);
    expect(status).to.equal(200);
    expect(headers['content-security-policy']).to.equal("sandbox; default-src 'none'");
    const fromSdk = await send('/bucket/evil.html');
    expect(fromSdk.headers).to.not.have.property('content-security-policy');
  });

  it('says what it is a client of', async () => {
    const { body } = await send('/_console/session', { ...OWN, cookie });
    expect(JSON.parse(body)).to.deep.equal({
      endpointUrl: listener.endpointUrl,
      region: 'eu-west-1',
      accountId: '000000000000',
      cloud: 'test',
    });
  });

  it('refuses what it does not have by its name', async () => {
    const missing = await send('/_console/other.js', { ...OWN, cookie });
    expect([missing.status, missing.body]).to.deep.equal([
      404,
      '[rehearsal] console: the console has no file "other.js"\n',
    ]);
    const call = await send('/_console/other/states', { ...OWN, cookie });
    expect([call.status, call.body]).to.deep.equal([
      404,
      '[rehearsal] console: there is nothing at "other/states"; calls go to aws/<signing name>/\n',
    ]);
    expect((await send('/_console/', { ...OWN, cookie }, 'POST')).status).to.equal(405);
  });

  it('says why it cannot be loaded', async () => {
    const broken = createConsolePage({
      session: { endpointUrl: listener.endpointUrl, region: 'eu-west-1', accountId: '000000000000', cloud: 'test' },
      files: () => Promise.reject(new Error('esbuild is not installed')),
      port: Number(new URL(listener.endpointUrl).port),
    });
    listener.servePage(broken);
    cookie = String((await send(broken.entrance, TYPED)).headers['set-cookie']?.[0]).split(';')[0] ?? '';
    expect(await send('/_console/', { ...TYPED, cookie })).to.deep.include({
      status: 500,
      body: '[rehearsal] console: it could not be loaded: esbuild is not installed\n',
    });
  });
});
