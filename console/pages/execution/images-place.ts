import { AwsProblem } from '../../aws/aws-call.ts';
import { getObject } from '../../aws/s3-calls.ts';
import { isMembers, textIn } from '../../model/members.ts';
import type { Judgement } from '../../model/models/state-judgement.ts';
import { s3PlaceOf } from '../../model/s3-place.ts';

/** The `s3://` prefix of the images that models were judged by: the first entry of the manifest beside the evaluation. */
export async function imagesPlaceOf({ evaluationUri }: Judgement, signal: AbortSignal): Promise<string> {
  const place = s3PlaceOf(evaluationUri.replace(/[^/]+$/, 'manifest.json'));
  const manifest: unknown = place === undefined ? [] : await (await getObject(place, signal)).json();
  const first: unknown = Array.isArray(manifest) ? manifest[0] : undefined;
  const prefix = isMembers(first) ? textIn(first, 'prefix') : undefined;
  if (prefix === undefined) throw new AwsProblem('GetObject', 'NoPrefix', 'the manifest names no prefix of the images');
  return prefix;
}
