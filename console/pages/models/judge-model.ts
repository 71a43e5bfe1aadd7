import { channelAddress, readText } from '../../aws/data/dataset-calls.ts';
import { predictImages } from '../../aws/data/model-calls.ts';
import { getObject } from '../../aws/s3-calls.ts';
import { LstFile } from '../../model/dataset/written-rows.ts';
import type { JudgedImage } from '../../model/models/confusion.ts';
import { classNamesIn, contentHashIn } from '../../model/models/label-names.ts';
import { s3PlaceOf } from '../../model/s3-place.ts';
import type { TrainingJob } from '../../model/training/described-job.ts';

/** The images that a model is judged by, and the names of its classes. */
export interface ValidationSet {
  readonly images: readonly { readonly image: string; readonly label: number }[];
  readonly names: ReadonlyMap<number, string>;
  /** Of the data set that it learned from; absent where its run's labels are gone. */
  readonly contentHash?: string;
}

/** Those of the training job's own validation channel; undefined where it has no .lst file. */
export async function validationSetOf(
  { request }: Pick<TrainingJob, 'request'>,
  signal?: AbortSignal,
): Promise<ValidationSet | undefined> {
  const lst = s3PlaceOf(channelAddress(request, 'validation_lst') ?? '');
  const folder = channelAddress(request, 'validation');
  if (lst === undefined || folder === undefined) return undefined;
  const file = new LstFile();
  file.take(new Uint8Array(await (await getObject(lst, signal)).arrayBuffer()), true);
  const labels = await readText({ bucket: lst.bucket, key: lst.key.replace(/[^/]*$/, 'labels.json') }, signal);
  const images = file.rows.map(({ labels: [label], path }) => ({
    image: `${folder.replace(/\/?$/, '/')}${path}`,
    label: Number(label),
  }));
  const contentHash = contentHashIn(labels);
  return { images, names: classNamesIn(labels), ...(contentHash === undefined ? {} : { contentHash }) };
}

/** How far judging is. */
export interface Judgement {
  readonly judged: readonly JudgedImage[];
  /** Images without a prediction, and why the first of them has none. */
  readonly failed: number;
  readonly problem?: string;
  readonly total: number;
  readonly isDone: boolean;
}

/** So many at once: between two of them it can be stopped. */
const BATCH = 24;

/** Tells after every batch what is known so far. */
export async function judgeModel(
  model: string,
  { images }: ValidationSet,
  tell: (judgement: Judgement) => void,
  signal: AbortSignal,
): Promise<void> {
  const judged: JudgedImage[] = [];
  let failed = 0;
  let problem: string | undefined;
  for (let at = 0; at < images.length; at += BATCH) {
    const batch = images.slice(at, at + BATCH);
    const answers = await predictImages(
      model,
      batch.map(({ image }) => image),
      signal,
    );
    signal.throwIfAborted();
    batch.forEach((one, index) => {
      const answer = answers[index];
      if (answer !== undefined && 'probabilities' in answer) judged.push({ ...one, ...answer });
      else {
        failed++;
        problem ??= answer?.problem;
      }
    });
    const isDone = at + BATCH >= images.length;
    tell({ judged: [...judged], failed, total: images.length, isDone, ...(problem === undefined ? {} : { problem }) });
  }
}
