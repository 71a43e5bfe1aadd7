import type { EmulatedService } from '../../core/emulated-service.ts';
import { readBody, type WireRequest, type WireResponse } from '../../core/http/http-exchange.ts';
import { toXml } from '../../core/wire/wire-xml.ts';

/** S3's limit of a policy is 20 KB. */
const MAX_POLICY_BYTES = 64 * 1024;
const XML = { 'content-type': 'application/xml' };

/** The forwarded S3, whose bucket policies are kept here and not handed on: for one that would deny by them what they allow. */
export function keepingBucketPolicies(service: EmulatedService): EmulatedService {
  const policies = new Map<string, Buffer>();
  return {
    ...service,
    close: () => service.close(),
    handle: async (request) => {
      const bucket = bucketOfPolicyRequest(request);
      if (bucket === undefined) return service.handle(request);
      return answer(bucket, request, policies);
    },
  };
}

function bucketOfPolicyRequest({ target }: WireRequest): string | undefined {
  const url = new URL(target, 'http://s3');
  return url.searchParams.has('policy') ? url.pathname : undefined;
}

async function answer(bucket: string, request: WireRequest, policies: Map<string, Buffer>): Promise<WireResponse> {
  if (request.method === 'PUT') policies.set(bucket, await readBody(request.body, MAX_POLICY_BYTES));
  if (request.method === 'DELETE') policies.delete(bucket);
  if (request.method !== 'GET') return { status: 204, headers: {} };
  const policy = policies.get(bucket);
  if (policy !== undefined) return { status: 200, headers: { 'content-type': 'application/json' }, body: policy };
  const error = {
    Code: 'NoSuchBucketPolicy',
    Message: 'The bucket policy does not exist',
    RequestId: request.requestId,
  };
  return { status: 404, headers: XML, body: toXml('Error', error) };
}
