import type { IncomingHttpHeaders } from 'node:http';
import type { EmulatedService, WireRequest } from './http-exchange.ts';

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
}

/** `<access key id>/<date>/<region>/<service>/aws4_request`, in the header or, percent-encoded, in a presigned query. */
const SCOPE = /Credential=([^/%\s]+)(?:\/|%2F)\d{8}(?:\/|%2F)([^/%]+)(?:\/|%2F)([^/%]+)(?:\/|%2F)aws4_request/i;

/** Signing names of the services whose X-Amz-Target begins with the key, for requests that are not signed. */
const TARGET_PREFIXES: Readonly<Record<string, string>> = {
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
  GraniteServiceVersion20100801: 'monitoring',
  Logs_20140328: 'logs',
  SageMaker: 'sagemaker',
};

/** What the signature says of its maker, or undefined for an unsigned request. Signatures themselves are not verified. */
export function credentialScope(headers: IncomingHttpHeaders, target: string): CredentialScope | undefined {
  const [, accessKeyId, region, signingName] = SCOPE.exec(headers.authorization ?? target) ?? [];
  if (accessKeyId === undefined || region === undefined || signingName === undefined) return undefined;
  return { accessKeyId, region, signingName };
}

/** The service that a request is for; undefined when it is for one that is not served here. */
export function serviceOf(request: WireRequest, services: readonly EmulatedService[]): EmulatedService | undefined {
  const signingName = signingNameOf(request);
  return services.find((service) => service.signingName === signingName);
}

/** Of the emulator that serves it, whatever a caller signs. */
const FAULTS_PATH = '/_rehearsal/faults';

/** The menu of faults first, then the signature, X-Amz-Target and the path; an unsigned request that says nothing is for S3. */
export function signingNameOf(request: Pick<WireRequest, 'headers' | 'target'>): string {
  if (request.target.split('?')[0] === FAULTS_PATH) return 'sagemaker';
  const scope = credentialScope(request.headers, request.target);
  if (scope !== undefined) return scope.signingName;
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const prefix = target.split('.')[0] ?? '';
    return TARGET_PREFIXES[prefix] ?? prefix;
  }
  return request.target.startsWith('/2015-03-31/functions') ? 'lambda' : 's3';
}
