import type { IncomingHttpHeaders } from 'node:http';
import type { EmulatedService, RequestMarks } from '../emulated-service.ts';
import type { WireRequest } from './http-exchange.ts';

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
}

/** `<access key id>/<date>/<region>/<service>/aws4_request`, in the header or, percent-encoded, in a presigned query. */
const SCOPE = /Credential=([^/%\s]+)(?:\/|%2F)\d{8}(?:\/|%2F)([^/%]+)(?:\/|%2F)([^/%]+)(?:\/|%2F)aws4_request/i;

/** What the signature says of its maker, or undefined for an unsigned request. Signatures themselves are not verified. */
export function credentialScope(headers: IncomingHttpHeaders, target: string): CredentialScope | undefined {
  const [, accessKeyId, region, signingName] = SCOPE.exec(headers.authorization ?? target) ?? [];
  if (accessKeyId === undefined || region === undefined || signingName === undefined) return undefined;
  return { accessKeyId, region, signingName };
}

type RequestLine = Pick<WireRequest, 'headers' | 'target'>;

/** The service that a request is for; undefined when it is for one that is not served here. */
export function serviceOf(request: RequestLine, services: readonly EmulatedService[]): EmulatedService | undefined {
  const path = pathOf(request);
  const owner =
    services.find(({ ownPath }) => ownPath === path) ?? services.find((service) => isAtOwnPath(request, service));
  if (owner !== undefined) return owner;
  const scope = credentialScope(request.headers, request.target);
  if (scope !== undefined) return services.find(({ signingName }) => signingName === scope.signingName);
  const prefix = targetPrefixOf(request);
  if (prefix !== undefined) return services.find(({ targetPrefix }) => targetPrefix === prefix);
  return longestPathPrefix(path, services);
}

/** Whether a request is for what a service has at a path of its own, and no operation of AWS's. */
export function isAtOwnPath(request: Pick<WireRequest, 'target'>, { ownPath }: RequestMarks): boolean {
  const path = pathOf(request);
  return ownPath === path || (ownPath?.endsWith('/') === true && path.startsWith(ownPath));
}

/** What X-Amz-Target begins with, up to the full stop. */
export function targetPrefixOf({ headers }: Pick<WireRequest, 'headers'>): string | undefined {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.split('.')[0] : undefined;
}

function pathOf({ target }: Pick<WireRequest, 'target'>): string {
  return target.split('?')[0] ?? '';
}

function longestPathPrefix(path: string, services: readonly EmulatedService[]): EmulatedService | undefined {
  const lengthOf = ({ pathPrefix = '' }: EmulatedService) => pathPrefix.length;
  return services
    .filter(({ pathPrefix }) => pathPrefix !== undefined && path.startsWith(pathPrefix))
    .sort((one, other) => lengthOf(other) - lengthOf(one))[0];
}
