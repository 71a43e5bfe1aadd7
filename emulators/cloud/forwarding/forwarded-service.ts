import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream';
import type { EmulatedService } from '../../core/emulated-service.ts';
import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { errorByProtocol } from '../../core/http/unserved-request.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { toXml } from '../../core/wire/wire-xml.ts';
import { requestMarks } from './request-marks.ts';

/** Of one connection, not of the message (RFC 9110, section 7.6.1); `expect` has been answered by the time a request is here. */
const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * A service that another emulator serves: requests go there as they came, `Host` and signature included, and answers come
 * back as they are. No policy of the IAM here is asked.
 */
export function forwardedService(signingName: string, endpointUrl: string): EmulatedService {
  const url = new URL(endpointUrl);
  // A connection a request: one that the other side has just closed would lose what is sent on it.
  const agent = url.protocol === 'https:' ? new HttpsAgent() : new HttpAgent();
  return {
    signingName,
    ...requestMarks(signingName),
    handle: async (request) => {
      try {
        return responseOf(await send(request, url, agent));
      } catch (cause) {
        request.body.resume();
        return unreachable(request, signingName, endpointUrl, cause);
      }
    },
    close: async () => agent.destroy(),
  };
}

function send(request: WireRequest, url: URL, agent: HttpAgent): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: request.method,
    // As it came, percent-encoding included: it is what was signed.
    path: `${url.pathname.replace(/\/$/, '')}${request.target}`,
    headers: endToEnd(request.headers),
    agent,
    signal: request.signal,
  };
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    pipeline(request.body, outgoing, (error) => error && reject(error));
    outgoing.on('error', reject);
  });
}

function responseOf(incoming: IncomingMessage): WireResponse {
  const headers = Object.entries(endToEnd(incoming.headers)).map(([name, value]) => [name, String(value)]);
  return { status: incoming.statusCode ?? 502, headers: Object.fromEntries(headers), body: incoming };
}

function endToEnd(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function unreachable(
  request: WireRequest,
  signingName: string,
  endpointUrl: string,
  cause: unknown,
): WireResponse | Promise<WireResponse> {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const text = `[rehearsal] ${signingName} is served by ${endpointUrl}, which does not answer: ${reason}`;
  const error = new AwsError('ServiceUnavailable', 503, text, { cause });
  if (signingName !== 's3') return errorByProtocol(request, () => error);
  const body = toXml('Error', { Code: error.code, Message: text, RequestId: request.requestId });
  return { status: error.httpStatus, headers: { 'content-type': 'application/xml' }, body };
}
