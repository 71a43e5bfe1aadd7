import {
  createServer,
  type IncomingMessage,
  request as requestHttp,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream';
import type { DockerEngine } from '../docker-engine.ts';
import { isSecret, newSecret } from '../emulator-secret.ts';
import { HOST_NAME, hostGatewayAddress, LOOPBACK } from '../host-gateway.ts';

/** A way from containers to the local AWS, which itself listens on loopback only. */
export interface ContainerEndpoint {
  /** For containers. Its path begins with a secret, which every SDK puts before the path of each request. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a door to `endpointUrl` on the address at which containers reach this machine. */
export async function openContainerEndpoint(engine: DockerEngine, endpointUrl: string): Promise<ContainerEndpoint> {
  const host = await hostGatewayAddress(engine);
  return openContainerEndpointAt(host, host === LOOPBACK ? HOST_NAME : host, endpointUrl);
}

/** `name` is what containers call `host`. Whoever does not know the secret is refused. */
export async function openContainerEndpointAt(
  host: string,
  name: string,
  endpointUrl: string,
): Promise<ContainerEndpoint> {
  const secret = newSecret();
  const server = createServer({ requestTimeout: 0 }, (incoming, outgoing) => {
    const [, given = '', path = ''] = /^\/([^/?]*)(.*)$/s.exec(incoming.url ?? '') ?? [];
    if (isSecret(given, secret)) forward(new URL(endpointUrl), path, incoming, outgoing);
    else refuse(incoming, outgoing);
  });
  const port = await listen(server, host);
  return { url: `http://${name}:${port}/${secret}`, close: () => close(server) };
}

function forward(endpoint: URL, path: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  // Node has answered `expect: 100-continue` itself; the connection is kept with this side alone.
  const { expect: _expect, connection: _connection, ...headers } = incoming.headers;
  const send = endpoint.protocol === 'https:' ? requestHttps : requestHttp;
  const upstream = send(
    endpoint,
    {
      method: incoming.method,
      path: path.startsWith('/') ? path : `/${path}`,
      headers: { ...headers, host: endpoint.host },
    },
    (answer) => {
      const { connection: _kept, ...answerHeaders } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, answerHeaders);
      pipeline(answer, outgoing, () => undefined);
    },
  );
  upstream.on('error', () => outgoing.destroy());
  pipeline(incoming, upstream, () => undefined);
}

function refuse(incoming: IncomingMessage, outgoing: ServerResponse): void {
  incoming.resume();
  const message = '[rehearsal] this address is for training containers, which find it in AWS_ENDPOINT_URL';
  outgoing.writeHead(403, { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' });
  outgoing.end(JSON.stringify({ __type: 'AccessDeniedException', message }));
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
