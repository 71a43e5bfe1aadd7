import type { EmulatedService } from '../../../../../emulators/core/emulated-service.ts';
import type { WireRequest, WireResponse } from '../../../../../emulators/core/http/http-exchange.ts';
import { readBody } from '../../../../../emulators/core/http/http-exchange.ts';
import { toXml } from '../../../../../emulators/core/wire/wire-xml.ts';

export const ROLE_ARN = 'arn:aws:iam::000000000000:role/training';
export const UNTRUSTED_ROLE_ARN = 'arn:aws:iam::000000000000:role/lambda-only';
const ROLE_KEY_ID = 'ASIAROLE';

/** Just enough of IAM, STS, S3 and CloudWatch Logs for the SageMaker emulator to run against, with what they were sent. */
export class StubServices {
  /** Objects by `bucket/key`. */
  readonly objects = new Map<string, Buffer>();
  readonly buckets = new Set(['data', 'out']);
  /** `bucket/` prefixes to which the role may not write or read. */
  readonly denied = new Set<string>();
  /** Regions of buckets outside us-east-1. */
  readonly regions = new Map<string, string>();
  /** Whether STS lets roles be assumed. */
  isAssumable = true;
  /** Access key id of each request to S3. */
  readonly s3Callers = new Set<string>();
  readonly logs = new Map<string, string[]>();
  /** Access key id and region of each request to IAM, which is the account's own. */
  readonly accountCallers = new Set<string>();

  services(): EmulatedService[] {
    return [
      service('iam', (request) => this.#iam(request)),
      service('sts', () => this.#sts()),
      service('s3', (request) => this.#s3(request)),
      service('logs', (request) => this.#logs(request)),
    ];
  }

  async #iam(request: WireRequest): Promise<WireResponse> {
    this.accountCallers.add(`${request.accessKeyId} ${request.region}`);
    const form = new URLSearchParams((await readBody(request.body, 10_000)).toString());
    const name = form.get('RoleName');
    const principal = { training: 'sagemaker', 'lambda-only': 'lambda' }[name ?? ''];
    if (principal === undefined)
      return xml(404, 'ErrorResponse', { Error: { Code: 'NoSuchEntity', Message: 'no role' } });
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: `${principal}.amazonaws.com` }, Action: 'sts:AssumeRole' }],
    };
    const Role = {
      Arn: `arn:aws:iam::000000000000:role/${name}`,
      RoleName: name ?? '',
      AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
    };
    return xml(200, 'GetRoleResponse', { GetRoleResult: { Role } });
  }

  async #sts(): Promise<WireResponse> {
    if (!this.isAssumable)
      return xml(403, 'ErrorResponse', { Error: { Code: 'AccessDenied', Message: 'not any more' } });
    const Credentials = {
      AccessKeyId: ROLE_KEY_ID,
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: '2099-01-01T00:00:00Z',
    };
    return xml(200, 'AssumeRoleResponse', { AssumeRoleResult: { Credentials } });
  }

  async #s3(request: WireRequest): Promise<WireResponse> {
    this.s3Callers.add(request.accessKeyId ?? '');
    const url = new URL(request.target, 'http://s3');
    const [, bucket = '', ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const body = await readBody(request.body, 1_000_000);
    if (!this.buckets.has(bucket)) return s3Error(404, 'NoSuchBucket');
    if (this.denied.has(bucket)) return s3Error(403, 'AccessDenied');
    if (request.method === 'PUT') {
      this.objects.set(`${bucket}/${key}`, body);
      return { status: 200, headers: { etag: '"e"' } };
    }
    if (request.method === 'HEAD') {
      const headers = { 'x-amz-bucket-region': this.regions.get(bucket) ?? 'us-east-1' };
      return { status: key === '' || this.objects.has(`${bucket}/${key}`) ? 200 : 404, headers };
    }
    const prefix = `${bucket}/${url.searchParams.get('prefix') ?? ''}`;
    const count = [...this.objects.keys()].filter((name) => name.startsWith(prefix)).length;
    return xml(200, 'ListBucketResult', { KeyCount: Math.min(count, 1) });
  }

  async #logs(request: WireRequest): Promise<WireResponse> {
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    const input = JSON.parse((await readBody(request.body, 2_000_000)).toString()) as {
      logGroupName: string;
      logStreamName?: string;
      logEvents?: { message: string }[];
    };
    const stream = `${input.logGroupName}:${input.logStreamName}`;
    if (operation === 'PutLogEvents') {
      this.logs.set(stream, [
        ...(this.logs.get(stream) ?? []),
        ...(input.logEvents ?? []).map(({ message }) => message),
      ]);
    }
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: '{}' };
  }
}

function service(signingName: string, handle: EmulatedService['handle']): EmulatedService {
  return { signingName, handle, close: async () => undefined };
}

function xml(status: number, root: string, content: Parameters<typeof toXml>[1]): WireResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body: toXml(root, content) };
}

function s3Error(status: number, code: string): WireResponse {
  return xml(status, 'Error', { Code: code, Message: code });
}
