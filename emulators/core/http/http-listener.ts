import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EmulatedService } from '../emulated-service.ts';
import { UserError } from '../user-error.ts';
import type { WireRequest, WireResponse } from './http-exchange.ts';
import { inert, type OwnPage } from './own-page.ts';
import { credentialScope, serviceOf } from './request-router.ts';
import { answerUnserved } from './unserved-request.ts';
import { isNameOfService, webPageRefusal } from './web-page-guard.ts';

export interface HttpListener {
  readonly endpointUrl: string;
  /** Takes requests for these services from now on; until then every request waits. */
  serve(services: readonly EmulatedService[]): void;
  /** Shows this page too from now on. */
  servePage(page: OwnPage): void;
  /** Stops listening and ends open connections; the services stay open. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** An IPv4 address: SDKs then choose path-style S3 addresses, which need no name resolution. */
  readonly host: string;
  readonly defaultRegion: string;
  /** Further names by which it is called, such as that of a compose service: no web page may have them. */
  readonly hostNames?: readonly string[];
  /** How long a client may be silent before its request is complete; a minute where nothing is said. */
  readonly silenceLimitMs?: number;
}

/** What is behind the port. */
interface Served {
  readonly services: Promise<readonly EmulatedService[]>;
  page?: OwnPage;
}

/** A port that cannot be opened; the message says which and what to do. */
export class PortUnavailableError extends UserError {
  constructor({ port, host }: ListenOptions, cause: NodeJS.ErrnoException) {
    const reason = cause.code === 'EADDRINUSE' ? 'is in use by another process' : `cannot be opened (${cause.code})`;
    const remedy = 'choose another with --port, or --port 0 for any free one';
    super('PortUnavailableError', `port ${port} on ${host} ${reason}; ${remedy}`, { cause });
  }
}

// Longer than the idle time of the SDKs' pools, so that the client is the one who closes an idle connection.
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
const SILENCE_LIMIT_MS = 60_000;
const PLAIN_TEXT = { 'content-type': 'text/plain' };

/** Opens the one HTTP port behind which all emulated services answer. */
export async function openHttpListener(options: ListenOptions): Promise<HttpListener> {
  const services = Promise.withResolvers<readonly EmulatedService[]>();
  const served: Served = { services: services.promise };
  const { silenceLimitMs = SILENCE_LIMIT_MS } = options;
  const limits = {
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    headersTimeout: silenceLimitMs,
    connectionsCheckingInterval: silenceLimitMs / 2,
    // An upload may take any time as long as it goes on.
    requestTimeout: 0,
  };
  const server = createServer(limits, (incoming, outgoing) => {
    cutOffSilence(incoming, silenceLimitMs);
    exchange(served, options, incoming, outgoing).then(
      () => discardRest(incoming),
      () => outgoing.destroy(),
    );
  });
  const port = await bind(server, options);
  return {
    endpointUrl: `http://${options.host}:${port}`,
    serve: (ready) => services.resolve(ready),
    servePage: (page) => {
      served.page = page;
    },
    close: () => closeServer(server),
  };
}

/** A client that stops in the middle of its body would keep its connection for ever; one that waits for its answer may. */
function cutOffSilence(incoming: IncomingMessage, limitMs: number): void {
  incoming.setTimeout(limitMs, () => incoming.destroy());
  incoming.once('end', () => incoming.setTimeout(0));
}

/**
 * What was answered needs no more of its body. A reader that has stopped in the middle keeps the body paused, and with it the
 * connection: the next request on it would never be read.
 */
function discardRest(incoming: IncomingMessage): void {
  if (incoming.readableEnded) return;
  if (incoming.listenerCount('readable') > 0) incoming.removeAllListeners('readable');
  // Taking listeners off, and a resume() from before, have their effect in a later tick and would stop the flow again.
  setImmediate(() => incoming.resume());
}

function bind(server: Server, options: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new PortUnavailableError(options, error)));
    server.listen(options.port, options.host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function exchange(
  served: Served,
  options: ListenOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = wireRequest(incoming, outgoing, options.defaultRegion);
  const { page } = served;
  // A bucket that is addressed by name may have keys that begin as the page's path does.
  if (page !== undefined && request.target.startsWith(page.path) && !isNameOfService(request.headers)) {
    const answer = await page.answer(request);
    const response = 'response' in answer ? answer.response : inert(await ask(answer.call, served));
    return send(response, incoming, outgoing);
  }
  const refusal = webPageRefusal(incoming.headers, incoming.method, incoming.url, options.hostNames);
  if (refusal !== undefined)
    return send({ status: 403, headers: PLAIN_TEXT, body: `${refusal}\n` }, incoming, outgoing);
  const response = await ask(request, served);
  // A browser that has the page open may be shown an object of S3 at an address of its own: it must not be the page's equal.
  const isShown = page !== undefined && incoming.headers['sec-fetch-site'] !== undefined;
  await send(isShown ? inert(response) : response, incoming, outgoing);
}

async function ask(request: WireRequest, { services }: Served): Promise<WireResponse> {
  const service = serviceOf(request, await services);
  return service === undefined ? answerUnserved(request) : service.handle(request);
}

function wireRequest(incoming: IncomingMessage, outgoing: ServerResponse, defaultRegion: string): WireRequest {
  const hangUp = new AbortController();
  outgoing.on('close', () => outgoing.writableFinished || hangUp.abort());
  const scope = credentialScope(incoming.headers, incoming.url ?? '/');
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: incoming.headers,
    body: incoming,
    ...(scope === undefined ? {} : { accessKeyId: scope.accessKeyId }),
    region: scope?.region ?? defaultRegion,
    requestId: randomUUID(),
    signal: hangUp.signal,
  };
}

async function send(response: WireResponse, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, response.headers);
  if (response.body instanceof Readable) {
    if (incoming.method === 'HEAD') {
      response.body.destroy();
      outgoing.end();
    } else await pipeline(response.body, outgoing);
  } else outgoing.end(incoming.method === 'HEAD' ? undefined : response.body);
}
