import type { GenerateDatasetResult } from '../../../../../functions/generate-dataset/dataset-result.ts';
import type { DatasetSettings, GenerateDatasetEvent } from '../../../../../functions/generate-dataset/event.ts';
import { type Answer, answer } from '../../../../../functions/generate-dataset/fan-out/answer.ts';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';

export const SETTINGS: DatasetSettings = { bucket: 'b', prefix: 'p', trainingJobNamePrefix: 'j' };

export interface FanOutRun {
  readonly result: GenerateDatasetResult;
  readonly ranges: number;
}

/** The steps in the order in which the state machine takes them; ranges of a step one after the other, the last one first. */
export async function runFannedOut(
  s3: S3Sender,
  event: GenerateDatasetEvent,
  keysPerRange: number,
): Promise<FanOutRun> {
  const options = { timeLeftMs: undefined, keysPerRange };
  const call = (fanOut: GenerateDatasetEvent['fanOut'] & object) => answer(s3, SETTINGS, { ...event, fanOut }, options);
  const planned = await call({ step: 'plan', when: 'always' });
  if (!('fanOut' in planned)) throw new Error('nothing was planned');
  const { folder, ranges } = planned.fanOut;
  for (const range of ranges.toReversed()) await call({ step: 'list', folder, range });
  await call({ step: 'number', folder });
  for (const range of ranges.toReversed()) await call({ step: 'write', folder, range });
  return { result: whole(await call({ step: 'join', folder })), ranges: ranges.length };
}

function whole(given: Answer): GenerateDatasetResult {
  if (!('trainLst' in given)) throw new Error('this is no data set');
  return given;
}
