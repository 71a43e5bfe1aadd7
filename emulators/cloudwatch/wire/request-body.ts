import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BodyTooLargeError, readBody, type WireRequest } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';

/** PutMetricData takes 1 MB; what is compressed counts as it is when unpacked. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The request with its body as it was before the client compressed it: SDKs do so for PutMetricData from 10 KiB on. */
export function unpackedRequest(request: WireRequest): WireRequest {
  if (request.headers['content-encoding']?.toLowerCase() !== 'gzip') return request;
  // Whoever reads the body sees the error; the callback must be there for `pipeline` to clean up.
  const body = pipeline(request.body, createGunzip(), () => undefined);
  return { ...request, body: Readable.from(orSerializationException(body)) };
}

async function* orSerializationException(body: Readable): AsyncGenerator<unknown> {
  try {
    yield* body;
  } catch (cause) {
    throw new AwsError('SerializationException', 400, '[rehearsal] the request body is not valid gzip', { cause });
  }
}

export async function bodyBytes(request: WireRequest): Promise<Buffer> {
  try {
    return await readBody(request.body, MAX_BODY_BYTES);
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw new AwsError('RequestEntityTooLarge', 413, error.message);
    throw error;
  }
}
