import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { AwsError } from '../../core/wire/aws-error.ts';
import { toXml } from '../../core/wire/wire-xml.ts';
import { ErrorWithHeaders } from './s3-errors.ts';

/** Headers that every answer of S3 carries. */
export function requestIds(requestId: string): Record<string, string> {
  return {
    'x-amz-request-id': requestId.replaceAll('-', '').slice(0, 16).toUpperCase(),
    'x-amz-id-2': Buffer.from(requestId).toString('base64'),
    server: 'AmazonS3',
  };
}

/** An error as S3 writes it; answers to HEAD and 304 carry no document. */
export function errorResponse(error: AwsError, method: string, requestId: string): WireResponse {
  const ids = requestIds(requestId);
  const own = error instanceof ErrorWithHeaders ? error.headers : {};
  if (error.httpStatus === 304) return { status: 304, headers: { ...ids, ...own } };
  const content = {
    Code: error.code,
    Message: error.message,
    ...error.details,
    RequestId: ids['x-amz-request-id'],
    HostId: ids['x-amz-id-2'],
  };
  const body = Buffer.from(toXml('Error', content), 'utf8');
  const headers = { ...ids, 'content-type': 'application/xml', ...own };
  if (method === 'HEAD') return { status: error.httpStatus, headers };
  return { status: error.httpStatus, headers: { ...headers, 'content-length': `${body.length}` }, body };
}
