import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { runsFolder } from '../../generate-dataset/storage/dataset-keys.ts';
import { parsed, recordOf } from '../../generate-dataset/storage/json-shapes.ts';
import { uriOf } from '../../generate-dataset/storage/stored-place.ts';
import { readStored } from '../../generate-dataset/storage/stored-text.ts';
import { commonFlags } from '../comparison/common-images.ts';
import type { ChampionPackage } from '../event/choose-event.ts';
import type { EvaluationSettings } from '../event/evaluation-event.ts';

/** A champion whose model can be asked, with its classes in the order of its probabilities; or why it cannot. */
export type KnownChampion = {
  readonly arn: string;
} & ({ readonly model: string; readonly classes: readonly string[] } | { readonly problem: string });

const WHAT_TO_DO = 'approve the new package by hand, or reject that of the champion';

/** @throws {DatasetStorageError} where S3 cannot be read: that says nothing about the champion */
export async function knownChampion(
  s3: S3Sender,
  settings: EvaluationSettings,
  champion: ChampionPackage,
  classes: readonly string[],
): Promise<KnownChampion> {
  const { arn, metadata } = champion;
  const unknown = (why: string): KnownChampion => ({ arn, problem: `the champion ${arn} ${why}; ${WHAT_TO_DO}` });
  const model = metadata['model'];
  if (model === undefined || model === '')
    return unknown('has no metadata that name its model, so that it was not registered by this workflow');
  const key = documentKey(settings, champion);
  if (key === undefined) return unknown(`names no evaluation in s3://${settings.bucket}`);
  const place = { bucket: settings.bucket, key };
  const stored = await readStored(s3, place);
  if (stored === undefined) return unknown(`has classes that are not known: ${uriOf(place)} is not there any more`);
  const own = classesOf(stored.text);
  if (own === undefined) return unknown(`has classes that are not known: ${uriOf(place)} lists none`);
  if (commonFlags(classes, own).filter(Boolean).length < 2)
    return unknown('has less than two classes in common with the new model');
  return { arn, model, classes: own };
}

/**
 * Nothing outside the runs' folders may be read; metadata can be edited by hand. They lack an address that is longer than the
 * registry takes there, or has other characters.
 */
function documentKey(
  { bucket, prefix }: EvaluationSettings,
  { metadata, evaluationUri }: ChampionPackage,
): string | undefined {
  const uri = metadata['evaluation'] ?? evaluationUri ?? '';
  const start = `s3://${bucket}/`;
  const key = uri.startsWith(start) ? uri.slice(start.length) : '';
  return key.startsWith(runsFolder(prefix)) ? key : undefined;
}

function classesOf(text: string): readonly string[] | undefined {
  const names = recordOf(parsed(text))?.['classes'];
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) return undefined;
  return new Set(names).size === names.length ? names : undefined;
}
