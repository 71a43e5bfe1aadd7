import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EmulatedService, WireRequest, WireResponse } from '../../localstack/emulators/http-exchange.ts';

export interface ServiceListener {
  readonly endpointUrl: string;
  /** Stops listening and closes every connection; the services stay open. */
  close(): Promise<void>;
}

const DEFAULT_REGION = 'us-east-1';
/** `<access key id>/<date>/<region>/<service>/aws4_request`, in the header or (percent-encoded) in a presigned query. */
const CREDENTIAL_SCOPE =
  /Credential=([^/%\s]+)(?:\/|%2F)\d{8}(?:\/|%2F)([^/%]+)(?:\/|%2F)([^/%]+)(?:\/|%2F)aws4_request/i;

/** Serves emulated services to real clients on a free loopback port; unsigned requests go to S3. */
export async function listenTo(...services: EmulatedService[]): Promise<ServiceListener> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    serve(services, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      server.closeAllConnections();
    });
  return { endpointUrl: `http://127.0.0.1:${port}`, close };
}

async function serve(services: EmulatedService[], incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const scope = CREDENTIAL_SCOPE.exec(incoming.headers.authorization ?? incoming.url ?? '');
  const signingName = scope?.[3] ?? 's3';
  const service = services.find((candidate) => candidate.signingName === signingName);
  if (service === undefined) {
    outgoing.writeHead(501).end(`the test listener has no service "${signingName}"`);
    return;
  }
  const hangUp = new AbortController();
  outgoing.on('close', () => outgoing.writableFinished || hangUp.abort());
  await write(await service.handle(wireRequest(incoming, scope, hangUp.signal)), incoming, outgoing);
}

function wireRequest(incoming: IncomingMessage, scope: RegExpExecArray | null, signal: AbortSignal): WireRequest {
  const accessKeyId = scope?.[1];
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: incoming.headers,
    body: incoming,
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    region: scope?.[2] ?? DEFAULT_REGION,
    requestId: randomUUID(),
    signal,
  };
}

async function write(response: WireResponse, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, response.headers);
  if (incoming.method === 'HEAD') outgoing.end();
  else if (response.body instanceof Readable) await pipeline(response.body, outgoing);
  else outgoing.end(response.body);
}
