import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';
import { expect } from 'chai';
import { type AwsProxy, startAwsProxy } from '../../../../../localstack/clouds/aws-proxy/aws-proxy.ts';

const STS = 'sts.us-east-1.amazonaws.com';

describe('the proxy for addresses of AWS', () => {
  let endpoint: Server;
  let proxy: AwsProxy;

  before(async () => {
    endpoint = createServer(async (incoming, outgoing) => {
      const { method, url, headers } = incoming;
      outgoing.end(`${method} ${headers.host} ${url} ${headers.authorization} ${await text(incoming)}`);
    });
    proxy = await startAwsProxy(`http://127.0.0.1:${await portOf(endpoint)}`);
  });
  after(async () => {
    await proxy.close();
    await closed(endpoint);
  });

  /** What a client that uses the proxy gets for `CONNECT host:443`. */
  const tunnel = (authority: string, { url }: AwsProxy = proxy) =>
    new Promise<{ response: IncomingMessage; socket: Duplex }>((resolve, reject) => {
      const connecting = request(url, { method: 'CONNECT', path: authority });
      connecting.once('connect', (response, socket) => resolve({ response, socket }));
      connecting.once('error', reject);
      connecting.end();
    });
  const secured = async (host: string, ca?: string, through = proxy): Promise<TLSSocket> => {
    const { socket } = await tunnel(`${host}:443`, through);
    const client = connect({ socket, servername: host, ...(ca === undefined ? {} : { ca }) });
    await new Promise<void>((resolve, reject) => {
      client.once('secureConnect', resolve);
      client.once('error', reject);
    });
    return client;
  };

  it('takes what is sent to AWS to the endpoint as it is, with a certificate that its authority has signed', async () => {
    const client = await secured(STS, proxy.authorityPem);
    client.write(
      `POST /?a=1 HTTP/1.1\r\nHost: ${STS}\r\nAuthorization: signed\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody`,
    );
    expect(await text(client)).to.contain(`POST ${STS} /?a=1 signed body`);
  });

  it('is trusted only by who has its authority', async () => {
    const refused = await secured(STS).catch((error: NodeJS.ErrnoException) => error.code);
    expect(refused).to.equal('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('has a new authority each time', async () => {
    const other = await startAwsProxy('http://127.0.0.1:1');
    await other.close();
    expect(other.authorityPem).to.not.equal(proxy.authorityPem);
  });

  it('refuses addresses of S3, which name buckets as the endpoint does not', async () => {
    for (const host of ['s3.amazonaws.com', 'bucket.s3.us-east-1.amazonaws.com', 's3-eu-west-1.amazonaws.com']) {
      const { response } = await tunnel(`${host}:443`);
      expect([response.statusCode, response.statusMessage]).to.deep.equal([
        403,
        'The rehearsal serves S3 at AWS_ENDPOINT_URL',
      ]);
    }
  });

  it('passes other hosts through, untouched, and says when they cannot be reached', async () => {
    const echo = createTcpServer((socket) => socket.pipe(socket));
    const port = await portOf(echo);
    const { response, socket } = await tunnel(`127.0.0.1:${port}`);
    expect(response.statusCode).to.equal(200);
    socket.end('not TLS at all');
    expect(await text(socket)).to.equal('not TLS at all');
    await closed(echo);
    expect((await tunnel(`127.0.0.1:${port}`)).response.statusCode).to.equal(502);
  });

  it('refuses what is no host and port, and goes on', async () => {
    for (const authority of ['example.com:99999', 'sts.amazonaws.com:70000', 'example.com:0', ':443', '-]:x']) {
      const { response } = await tunnel(authority);
      expect([authority, response.statusCode]).to.deep.equal([authority, 400]);
    }
    expect((await tunnel(`${STS}:443`)).response.statusCode).to.equal(200);
  });

  it('ends open tunnels when it is closed', async () => {
    const other = await startAwsProxy('http://127.0.0.1:1');
    const client = await secured(STS, other.authorityPem, other);
    const ended = new Promise((resolve) => client.once('close', resolve));
    client.on('error', () => undefined);
    await other.close();
    await ended;
  });

  it('says what it is to a client that takes it for a proxy of http:// addresses', async () => {
    const response = await fetch(proxy.url);
    expect(response.status).to.equal(405);
    expect(await response.text()).to.equal(
      '[rehearsal] this is a proxy for https:// addresses: set HTTPS_PROXY to it, not HTTP_PROXY\n',
    );
  });
});

function portOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
