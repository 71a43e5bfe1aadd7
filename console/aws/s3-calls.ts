import { type S3Place, s3PathOf } from '../model/s3-place.ts';
import { callRest } from './aws-call.ts';

export interface AskedObject extends S3Place {
  /** Both ends count. */
  readonly bytes?: readonly [first: number, last: number];
}

/** An object's body, or a part of it. */
export function getObject({ bytes, ...place }: AskedObject, signal?: AbortSignal): Promise<Response> {
  return callRest({
    service: 's3',
    operation: 'GetObject',
    path: s3PathOf(place),
    ...(bytes === undefined ? {} : { headers: { range: `bytes=${bytes[0]}-${bytes[1]}` } }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** In bytes. */
export async function objectSize(place: S3Place, signal?: AbortSignal): Promise<number> {
  const call = { service: 's3', operation: 'HeadObject', method: 'HEAD', path: s3PathOf(place) };
  const response = await callRest({ ...call, ...(signal === undefined ? {} : { signal }) });
  return Number(response.headers.get('content-length') ?? 0);
}
