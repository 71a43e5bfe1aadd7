import type { S3Place } from '../../model/s3-place.ts';
import { callRest } from '../aws-call.ts';
import { parsedXml } from '../call-query.ts';

export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
}

export interface ObjectsPage {
  readonly objects: readonly ListedObject[];
  /** What keys begin with up to the delimiter, where one was given. */
  readonly folders: readonly string[];
}

export interface AskedObjects {
  readonly delimiter?: string;
  readonly maxKeys?: number;
}

/** The first page of the keys that begin with the place's. */
export async function listObjects(
  { bucket, key: prefix }: S3Place,
  { delimiter, maxKeys }: AskedObjects = {},
  signal?: AbortSignal,
): Promise<ObjectsPage> {
  const query = new URLSearchParams({
    'list-type': '2',
    prefix,
    'encoding-type': 'url',
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(maxKeys === undefined ? {} : { 'max-keys': String(maxKeys) }),
  });
  const call = { service: 's3', operation: 'ListObjectsV2', path: `/${bucket}?${query}` };
  const response = await callRest({ ...call, ...(signal === undefined ? {} : { signal }) });
  const answer = parsedXml(await response.text());
  return {
    objects: [...answer.querySelectorAll('Contents')].map((item) => ({
      key: decoded(item.querySelector('Key')?.textContent),
      bytes: Number(item.querySelector('Size')?.textContent ?? 0),
    })),
    folders: [...answer.querySelectorAll('CommonPrefixes > Prefix')].map((item) => decoded(item.textContent)),
  };
}

/** As forms are encoded: keys may hold what XML cannot. */
function decoded(text: string | null | undefined): string {
  return decodeURIComponent((text ?? '').replaceAll('+', '%20'));
}
