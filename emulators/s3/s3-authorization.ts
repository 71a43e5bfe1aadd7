import { QUERY_ACCESS_ERRORS } from '../core/authorization/access-errors.ts';
import { bodyOf } from '../core/authorization/json-authorization.ts';
import { memberText } from '../core/authorization/member-text.ts';
import type { Needs, ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import type { WireRequest } from '../core/http/http-exchange.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { fromXml, xmlList } from '../core/wire/wire-xml.ts';
import { BUCKET_ACTIONS, OBJECT_ACTIONS } from './s3-actions.ts';
import { copySourceParts } from './wire/copy-source-header.ts';
import { errorResponse } from './wire/error-document.ts';
import { operationName } from './wire/operation-names.ts';
import { decodeUriText, parseS3Request, type S3Request } from './wire/s3-request.ts';

const READING = new Set(['GetObject', 'HeadObject', 'GetObjectAttributes']);

export interface BucketPolicies {
  /** The policy of a bucket; undefined when there is no such bucket. */
  bucketPolicy(bucket: string): { readonly document?: string } | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
export function s3Authorization(buckets: BucketPolicies): ServiceAuthorization {
  return {
    ...QUERY_ACCESS_ERRORS,
    wrongCredentials,
    needs: async (wire) => {
      const request = parsedRequest(wire);
      // What is no S3 request, or for a bucket that does not exist, is refused by the service itself.
      if (request === undefined) return { permissions: [], request: wire };
      const operation = operationName(request);
      const isMissing = request.bucket !== '' && buckets.bucketPolicy(request.bucket) === undefined;
      if (isMissing && operation !== 'CreateBucket') return { permissions: [], request: wire };
      if (operation === 'DeleteObjects') return deletions(request);
      return { permissions: permissionsOf(operation, request), request: wire };
    },
    refuse: (error, wire) => {
      wire.body.resume();
      return errorResponse(error, wire.method, wire.requestId);
    },
    resourcePolicy: (wire) => {
      const bucket = parsedRequest(wire)?.bucket ?? '';
      return bucket === '' ? undefined : buckets.bucketPolicy(bucket)?.document;
    },
    needsToSee: (wire, response) => {
      const request = parsedRequest(wire);
      if (response.status !== 404 || request === undefined || !READING.has(operationName(request))) return undefined;
      if (buckets.bucketPolicy(request.bucket) === undefined) return undefined;
      // A caller who may not list a bucket must not learn which keys it has.
      return { action: 's3:ListBucket', resource: bucketArn(request.bucket) };
    },
  };
}

/** S3's own words for sessions that have expired and for those that do not exist (any more). */
function wrongCredentials(error: AwsError): AwsError {
  if (error.code === 'ExpiredToken') return new AwsError('ExpiredToken', 400, 'The provided token has expired.');
  if (error.code !== 'InvalidClientTokenId') return error;
  const message = 'The AWS Access Key Id you provided does not exist in our records.';
  return new AwsError('InvalidAccessKeyId', 403, message);
}

function parsedRequest(wire: WireRequest): S3Request | undefined {
  try {
    const request = parseS3Request(wire);
    operationName(request);
    return request;
  } catch {
    return undefined;
  }
}

function permissionsOf(operation: string, request: S3Request): readonly Permission[] {
  const keys = keysOf(request);
  if (operation === 'ListBuckets') return [{ action: 's3:ListAllMyBuckets', resource: '*', keys }];
  if (request.key === '') {
    const action = BUCKET_ACTIONS[operation] ?? operation;
    return [{ action: `s3:${action}`, resource: bucketArn(request.bucket), keys }];
  }
  const actions = OBJECT_ACTIONS[operation]?.(request) ?? [operation];
  const resource = `${bucketArn(request.bucket)}/${request.key}`;
  const source = operation.endsWith('Copy') || operation === 'CopyObject' ? sourcePermission(request) : undefined;
  return [
    ...(source === undefined ? [] : [source]),
    ...actions.map((action) => ({ action: `s3:${action}`, resource, keys })),
  ];
}

/** `[/]bucket/key[?versionId=...]`; undefined where the service will refuse it. */
function sourcePermission(request: S3Request): Permission | undefined {
  const header = request.header('x-amz-copy-source') ?? '';
  try {
    const source = copySourceParts(header);
    if (source === undefined) return undefined;
    const path = `${decodeUriText(source.bucket, header)}/${decodeUriText(source.key, header)}`;
    const action = source.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    return { action, resource: `arn:aws:s3:::${path}` };
  } catch {
    return undefined;
  }
}

/** One permission for each key; all must be there, while AWS refuses key by key (docs/fidelity.md). */
async function deletions(request: S3Request): Promise<Needs> {
  const { body, again } = await bodyOf(request.wire);
  const permissions = deletedObjects(body.toString('utf8')).map(({ key, isVersion }) => ({
    action: isVersion ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
    resource: `${bucketArn(request.bucket)}/${key}`,
  }));
  return { permissions, request: again };
}

function deletedObjects(document: string): readonly { readonly key: string; readonly isVersion: boolean }[] {
  try {
    const { content } = fromXml(document);
    const objects = xmlList(memberOf(content, 'Object'));
    return objects.map((object) => ({
      key: memberText(memberOf(object, 'Key')),
      isVersion: memberOf(object, 'VersionId') !== undefined,
    }));
  } catch {
    return [];
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

const PARAMETERS = ['prefix', 'delimiter', 'max-keys', 'versionId'];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys */
function keysOf({ query, wire }: S3Request): Readonly<Record<string, string>> {
  const parameters = PARAMETERS.filter((name) => query.has(name)).map((name) => [`s3:${name}`, query.get(name) ?? '']);
  const headers = Object.entries(wire.headers)
    .filter(([name]) => name.startsWith('x-amz-'))
    .map(([name, value]) => [`s3:${name}`, String(value)]);
  return {
    's3:authType': wire.headers.authorization === undefined ? 'REST-QUERY-STRING' : 'REST-HEADER',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    ...Object.fromEntries([...headers, ...parameters]),
  };
}

function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}
