import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import { HostCertificates } from './host-certificates.ts';

export interface AwsProxy {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** For AWS_CA_BUNDLE: what a client must trust. */
  readonly authorityPem: string;
  close(): Promise<void>;
}

const MAX_PORT = 65_535;
const AWS_HOST = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/i;
/** Names the bucket in the host, which the endpoint does not expect; clients reach S3 by AWS_ENDPOINT_URL. */
const S3_HOST = /(?:^|\.)s3[.-]/i;

/**
 * An HTTPS proxy on loopback that answers for AWS: what a client sends to an address of AWS's own goes to the rehearsal's
 * endpoint, for libraries that name such an address whatever AWS_ENDPOINT_URL says. Other hosts are passed through.
 */
export async function startAwsProxy(endpointUrl: string): Promise<AwsProxy> {
  const certificates = new HostCertificates();
  const sockets = new Set<Duplex>();
  const forwarder = createServer((incoming, outgoing) => {
    forward(endpointUrl, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const server = createServer((_incoming, outgoing) => {
    outgoing.writeHead(405, { 'content-type': 'text/plain' });
    outgoing.end('[rehearsal] this is a proxy for https:// addresses: set HTTPS_PROXY to it, not HTTP_PROXY\n');
  });
  server.on('connect', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    keep(socket, sockets);
    const asked = target(incoming.url ?? '');
    if (asked === undefined) {
      socket.end('HTTP/1.1 400 CONNECT needs a host and a port\r\n\r\n');
      return;
    }
    const { host, port } = asked;
    if (head.length > 0) socket.unshift(head);
    if (!AWS_HOST.test(host)) passThrough(host, port, socket, sockets);
    else if (S3_HOST.test(host)) socket.end('HTTP/1.1 403 The rehearsal serves S3 at AWS_ENDPOINT_URL\r\n\r\n');
    else {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      const secureContext = certificates.contextFor(host);
      const secured = new TLSSocket(socket as ConstructorParameters<typeof TLSSocket>[0], {
        isServer: true,
        secureContext,
      });
      keep(secured, sockets);
      forwarder.emit('connection', secured);
    }
  });
  const port = await bind(server);
  const close = () => closeAll(server, sockets);
  return { url: `http://127.0.0.1:${port}`, authorityPem: certificates.authorityPem, close };
}

function keep(socket: Duplex, sockets: Set<Duplex>): void {
  sockets.add(socket);
  // A client that hangs up is no failure of ours.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
}

/** Undefined for what is no host and port. */
function target(authority: string): { host: string; port: number } | undefined {
  const [, host = '', digits = '443'] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(authority) ?? [];
  const port = Number(digits);
  return host === '' || port === 0 || port > MAX_PORT ? undefined : { host, port };
}

function passThrough(host: string, port: number, socket: Duplex, sockets: Set<Duplex>): void {
  const upstream = connect(port, host, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  upstream.on('close', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
  sockets.add(upstream);
  upstream.on('close', () => sockets.delete(upstream));
}

/** The request as it came, its signature included; the endpoint routes by that. */
async function forward(endpointUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method, headers, url: path = '/' } = incoming;
  const upstream = request(new URL(path, endpointUrl), { method: method ?? 'GET', headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('error', reject);
  });
  const [response] = await Promise.all([answered, pipeline(incoming, upstream)]);
  outgoing.writeHead(response.statusCode ?? 502, response.headers);
  await pipeline(response, outgoing);
}

function bind(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function closeAll(server: Server, sockets: ReadonlySet<Duplex>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
