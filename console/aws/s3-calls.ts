import { type S3Place, s3PathOf, unreachable } from '../model/s3-place.ts';
import { AwsProblem, callRest, type RestCall } from './aws-call.ts';

export interface AskedObject extends S3Place {
  /** Both ends count. */
  readonly bytes?: readonly [first: number, last: number];
}

/** An object's body, or a part of it. */
export async function getObject({ bytes, ...place }: AskedObject, signal?: AbortSignal): Promise<Response> {
  return await callRest({
    ...callFor('GetObject', place),
    ...(bytes === undefined ? {} : { headers: { range: `bytes=${bytes[0]}-${bytes[1]}` } }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** In bytes. */
export async function objectSize(place: S3Place, signal?: AbortSignal): Promise<number> {
  const call = callFor('HeadObject', place);
  const response = await callRest({ ...call, method: 'HEAD', ...(signal === undefined ? {} : { signal }) });
  return Number(response.headers.get('content-length') ?? 0);
}

function callFor(operation: string, place: S3Place): Pick<RestCall, 'service' | 'operation' | 'path'> {
  const problem = unreachable(place);
  if (problem !== undefined) throw new AwsProblem(operation, 'UnreachableKey', problem);
  return { service: 's3', operation, path: s3PathOf(place) };
}
