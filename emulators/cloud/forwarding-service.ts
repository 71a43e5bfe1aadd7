import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { EmulatedService } from '../core/emulated-service.ts';
import type { WireRequest, WireResponse } from '../core/http/http-exchange.ts';

/** Hold for one connection, not for the message: RFC 9110, section 7.6.1. */
const OF_A_CONNECTION = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** In place of a service: its requests go to another local AWS as they came, and the answers come back so. */
export function forwardingService(service: EmulatedService, endpointUrl: string): EmulatedService {
  // What is a path of the emulator alone, nobody beneath has.
  const { ownPath: _ownPath, ...others } = service;
  return {
    ...others,
    handle: (request) =>
      forward(request, endpointUrl).catch((error: Error) => unreachable(request, endpointUrl, error)),
    close: async () => undefined,
  };
}

function forward(request: WireRequest, endpointUrl: string): Promise<WireResponse> {
  const { protocol, hostname, port, pathname } = new URL(endpointUrl);
  const { method, target, headers, signal } = request;
  const path = `${pathname.replace(/\/$/, '')}${target}`;
  const send = protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // The host stays that of the caller: it is part of what was signed, and of S3's addresses.
    const outgoing = send({ hostname, port, path, method, headers: ofTheMessage(headers), signal }, (incoming) => {
      resolve({ status: incoming.statusCode ?? 502, headers: flat(ofTheMessage(incoming.headers)), body: incoming });
    });
    outgoing.once('error', reject);
    request.body.pipe(outgoing);
  });
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

function ofTheMessage(headers: Headers): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OF_A_CONNECTION.has(name)) kept[name] = typeof value === 'string' ? value : [...value];
  }
  return kept;
}

function flat(headers: Record<string, string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')]),
  );
}

/** In a form that SDKs of every protocol read: they take the code from the header, or the status for want of one. */
function unreachable({ requestId }: WireRequest, endpointUrl: string, error: Error): WireResponse {
  const message = `[rehearsal] ${endpointUrl}, to which this service is given, does not answer: ${error.message}`;
  const headers = {
    'content-type': 'application/json',
    'x-amzn-errortype': 'ServiceUnavailable',
    'x-amzn-requestid': requestId,
  };
  return { status: 503, headers, body: JSON.stringify({ __type: 'ServiceUnavailable', message }) };
}
