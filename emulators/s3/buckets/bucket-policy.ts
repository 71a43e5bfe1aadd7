import type { WireResponse } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { emptyResponse, xmlResponse } from '../wire/xml-documents.ts';
import { bucketDetail, keepSubresource } from './bucket-configuration.ts';
import { policyProblem } from './policy-checks.ts';

const NAME = 'BucketPolicy';
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
const MAX_POLICY_BYTES = 20 * 1024;

/** The bucket's policy is kept and returned; what is in front of the service may enforce it. */
export const bucketPolicy: S3Operations = {
  PutBucketPolicy: async (request, state) => {
    requireBucket(state, request.bucket);
    const policy = await receiveText(request, MAX_POLICY_BYTES, () => malformedPolicy(NOT_JSON));
    const problem = policyProblem(parsePolicy(policy), request.bucket);
    if (problem !== undefined) throw malformedPolicy(problem);
    keepSubresource(state, request.bucket, NAME, policy);
    return emptyResponse(204);
  },
  GetBucketPolicy: (request, state) => {
    const body = Buffer.from(requiredPolicy(request, state), 'utf8');
    return jsonResponse(body);
  },
  GetBucketPolicyStatus: (request, state) => {
    const isPublic = [parsePolicy(requiredPolicy(request, state))['Statement']].flat().some(isOpenToAll);
    return xmlResponse('PolicyStatus', { IsPublic: isPublic });
  },
  DeleteBucketPolicy: (request, state) => {
    keepSubresource(state, request.bucket, NAME, null);
    return emptyResponse(204);
  },
};

function jsonResponse(body: Buffer): WireResponse {
  return { status: 200, headers: { 'content-type': 'application/json', 'content-length': `${body.length}` }, body };
}

/** The bucket's policy; undefined when there is no such bucket. */
export function storedPolicy(bucket: string, state: S3State): { readonly document?: string } | undefined {
  const found = state.buckets.get(bucket);
  if (found === undefined) return undefined;
  const policy = found.record.configuration[NAME];
  return typeof policy === 'string' ? { document: policy } : {};
}

function requiredPolicy(request: S3Request, state: S3State): string {
  requireBucket(state, request.bucket);
  const policy = storedPolicy(request.bucket, state)?.document;
  if (policy !== undefined) return policy;
  throw new AwsError('NoSuchBucketPolicy', 404, 'The bucket policy does not exist', bucketDetail(request));
}

function parsePolicy(policy: string): JsonObject {
  const parsed = parseJson(policy);
  if (isJsonObject(parsed)) return parsed;
  throw malformedPolicy(NOT_JSON);
}

const NOT_JSON = "Policies must be valid JSON and the first byte must be '{'";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedPolicy(NOT_JSON);
  }
}

function malformedPolicy(message: string): AwsError {
  return new AwsError('MalformedPolicy', 400, message);
}

/** A coarse reading of "public": everyone is allowed and no condition narrows it. */
function isOpenToAll(statement: unknown): boolean {
  if (typeof statement !== 'object' || statement === null) return false;
  const { Effect: effect, Principal: principal, Condition: condition } = statement as Record<string, unknown>;
  const everyone =
    JSON.stringify(principal) === '"*"' || /"AWS":(?:"\*"|\["\*"\])/.test(JSON.stringify(principal) ?? '');
  return effect === 'Allow' && condition === undefined && everyone;
}
