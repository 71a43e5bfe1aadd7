import { listNames } from '../../generate-dataset/errors.ts';
import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { readEarlierClasses } from '../../generate-dataset/report/earlier-classes.ts';
import { allEnded } from '../../generate-dataset/storage/all-ended.ts';
import { uriOf } from '../../generate-dataset/storage/stored-place.ts';
import { putJson } from '../../generate-dataset/storage/stored-text.ts';
import { EvaluationError } from '../evaluation-error.ts';
import { evaluationKeys } from '../evaluation-keys.ts';
import type { ChooseEvent } from '../event/choose-event.ts';
import type { EvaluationSettings } from '../event/evaluation-event.ts';
import { chosenImages } from './chosen-images.ts';
import { type KnownChampion, knownChampion } from './known-champion.ts';
import { stratifiedSample } from './stratified-sample.ts';
import { ValidationRows } from './validation-rows.ts';

/** What the state machine learns: the input of the transform jobs. */
export interface ChosenResult {
  readonly manifestUri: string;
  readonly images: number;
  /** Rows of the validation file. */
  readonly of: number;
  readonly modelOutputUri: string;
  readonly championOutputUri: string;
  /** Absent where there is no champion, or none whose model can be asked. */
  readonly championModelName?: string;
  readonly championArn?: string;
  readonly championProblem?: string;
  /** Of the execution until now: what fails later can tell whether it was redriven since. */
  readonly redrives: number;
}

/**
 * Chooses the images on which a model is judged, and writes them down.
 * @throws {EvaluationError} where there is none
 */
export async function chooseImages(
  s3: S3Sender,
  settings: EvaluationSettings,
  event: ChooseEvent,
): Promise<ChosenResult> {
  const { bucket, prefix } = settings;
  const keys = evaluationKeys(prefix, event.executionName);
  const classes = await classesOfRun(s3, settings, event.executionName);
  const rows = await ValidationRows.open(s3, { bucket, key: event.validationLstKey }, classes.length);
  const { images, imagesByLabel } = await stratifiedSample(rows, classes.length, event.sampleSize);
  if (images.length === 0)
    throw new EvaluationError(
      `${rows.uri} has no image: there is nothing to judge the model by; upload validation images`,
    );
  const of = imagesByLabel.reduce((sum, count) => sum + count, 0);
  const champion =
    event.champion === undefined ? undefined : await knownChampion(s3, settings, event.champion, classes);
  const { imagesPrefix } = event;
  const warnings = classWarnings(classes, imagesByLabel);
  const chosen = { classes, of, imagesPrefix, ...(champion === undefined ? {} : { champion }), warnings, images };
  await allEnded([
    putJson(s3, { bucket, key: keys.images }, chosenImages(chosen)),
    putJson(s3, { bucket, key: keys.manifest }, [
      { prefix: uriOf({ bucket, key: imagesPrefix }) },
      ...images.map(({ path }) => path),
    ]),
  ]);
  return {
    manifestUri: uriOf({ bucket, key: keys.manifest }),
    images: images.length,
    of,
    modelOutputUri: uriOf({ bucket, key: keys.modelOutput }),
    championOutputUri: uriOf({ bucket, key: keys.championOutput }),
    ...(champion === undefined ? {} : championMembers(champion)),
    redrives: event.redrives,
  };
}

/** Names of the run's classes in the order of their labels. */
async function classesOfRun(
  s3: S3Sender,
  settings: EvaluationSettings,
  executionName: string,
): Promise<readonly string[]> {
  const names = await readEarlierClasses(s3, settings, executionName);
  if (typeof names === 'string') throw new EvaluationError(`the labels of the run are not known: ${names}`);
  return [...names.values()];
}

function championMembers(
  champion: KnownChampion,
): Pick<ChosenResult, 'championArn' | 'championModelName' | 'championProblem'> {
  const { arn: championArn } = champion;
  return 'problem' in champion
    ? { championArn, championProblem: champion.problem }
    : { championArn, championModelName: champion.model };
}

function classWarnings(classes: readonly string[], imagesByLabel: readonly number[]): readonly string[] {
  const has = (label: number) => (imagesByLabel[label] ?? 0) > 0;
  const without = classes.filter((_, label) => !has(label));
  const having = classes.filter((_, label) => has(label));
  return [...emptyClasses(without), ...onlyClass(having)];
}

function emptyClasses(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const [have, them] = names.length === 1 ? ['class has', 'it'] : ['classes have', 'them'];
  return [`${names.length} ${have} no validation images, and nothing is known of ${them}: ${listNames(names)}`];
}

function onlyClass(names: readonly string[]): readonly string[] {
  if (names.length !== 1) return [];
  return [
    `all validation images are of the class ${listNames(names)}: a model that sees nothing else has them all right`,
  ];
}
