import { Readable } from 'node:stream';
import type { ServiceAuthorization } from '../../../../emulators/core/authorization/needed-permissions.ts';
import type { WireRequest } from '../../../../emulators/core/http/http-exchange.ts';

export const PLACE = { region: 'us-east-1', accountId: '123456789012' };

interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a request needs, as `action resource`, in order. */
export async function needsOf(authorization: ServiceAuthorization, sent: Sent): Promise<readonly string[]> {
  const { permissions } = await authorization.needs(wireRequest(sent));
  return permissions.map(({ action, resource }) => `${action} ${resource}`);
}

export function wireRequest({ method = 'POST', target = '/', headers = {}, body = '' }: Sent): WireRequest {
  return {
    method,
    target,
    headers: { host: '127.0.0.1', ...headers },
    body: Readable.from(body === '' ? [] : [Buffer.from(body)]),
    region: PLACE.region,
    requestId: '00000000-0000-4000-8000-000000000000',
    signal: new AbortController().signal,
  };
}

/** A call of a service with the JSON protocol. */
export function jsonCall(operation: string, input: object): Sent {
  return { headers: { 'x-amz-target': `Prefix.${operation}` }, body: JSON.stringify(input) };
}
