import type { WireResponse } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import type { S3Operation, S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { emptyResponse, xmlResponse, xmlTextResponse } from '../wire/xml-documents.ts';
import { BUCKET_SUBRESOURCE_DOCUMENTS, type BucketSubresource } from './bucket-subresources.ts';

const MAX_DOCUMENT_BYTES = 1024 * 1024;

/** Get, Put and Delete of the bucket's sub-resources that are XML documents: stored and given back, with no further effect. */
export const bucketConfiguration: S3Operations = Object.fromEntries(
  Object.entries(BUCKET_SUBRESOURCE_DOCUMENTS).flatMap(([name, subresource]) => operationsOf(name, subresource)),
);

function operationsOf(name: string, subresource: BucketSubresource): [string, S3Operation][] {
  const operations: [string, S3Operation][] = [
    [`Get${name}`, (request, state) => get(name, subresource, request, state)],
  ];
  const { accept, canDelete } = subresource;
  if (accept !== undefined) {
    operations.push([
      `Put${name}`,
      async (request, state) => {
        requireBucket(state, request.bucket);
        const document = accept(await receiveText(request, MAX_DOCUMENT_BYTES), subresource.root);
        keepSubresource(state, request.bucket, name, document);
        return emptyResponse(subresource.putStatus ?? 200);
      },
    ]);
  }
  if (canDelete === true) {
    operations.push([
      `Delete${name}`,
      (request, state) => {
        keepSubresource(state, request.bucket, name, null);
        return emptyResponse(204);
      },
    ]);
  }
  return operations;
}

function get(name: string, subresource: BucketSubresource, request: S3Request, state: S3State): WireResponse {
  const stored = requireBucket(state, request.bucket).record.configuration[name];
  if (typeof stored === 'string') return xmlTextResponse(stored);
  const { initial, deleted = initial } = subresource;
  const unset = stored === null ? deleted : initial;
  if (unset instanceof AwsError) throw new AwsError(unset.code, unset.httpStatus, unset.message, bucketDetail(request));
  return xmlResponse(subresource.root, unset);
}

export function bucketDetail(request: S3Request): { details: Record<string, string> } {
  return { details: { BucketName: request.bucket } };
}

/** The text that is kept of a sub-resource, or the error that it is not there. */
export function requiredSubresource(
  request: S3Request,
  state: S3State,
  name: string,
  absent: { readonly code: string; readonly message: string },
): string {
  const stored = requireBucket(state, request.bucket).record.configuration[name];
  if (typeof stored === 'string') return stored;
  throw new AwsError(absent.code, 404, absent.message, bucketDetail(request));
}

/** Keeps a sub-resource's text with the bucket; null notes that it was deleted. */
export function keepSubresource(state: S3State, bucket: string, name: string, document: string | null): void {
  const { record } = requireBucket(state, bucket);
  state.buckets.update({ ...record, configuration: { ...record.configuration, [name]: document } });
}
