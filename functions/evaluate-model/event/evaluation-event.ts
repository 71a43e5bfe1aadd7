import { InvalidRequestError } from '../../generate-dataset/errors.ts';
import { type ChooseEvent, chooseEvent } from './choose-event.ts';
import { type JudgeEvent, judgeEvent } from './judge-event.ts';
import { PayloadMembers } from './payload-members.ts';

/** Where the data set is; from the function's environment. */
export interface EvaluationSettings {
  readonly bucket: string;
  /** Key prefix without slashes at the ends. */
  readonly prefix: string;
}

/** @throws {InvalidRequestError} naming every problem */
export function parseEvaluationEvent(event: unknown): ChooseEvent | JudgeEvent {
  const payload = new PayloadMembers(event);
  const action = payload.value('action');
  if (action !== 'chooseImages' && action !== 'judge') {
    payload.wrong('action', '"chooseImages" or "judge"');
    payload.check();
  }
  const read = action === 'judge' ? judgeEvent(payload) : chooseEvent(payload);
  payload.check();
  return read;
}

/** @throws {InvalidRequestError} naming every variable that is missing */
export function readEvaluationSettings(env: Readonly<Record<string, string | undefined>>): EvaluationSettings {
  const { DATASET_BUCKET: bucket = '', DATASET_PREFIX: prefix = '' } = env;
  const missing = Object.entries({ DATASET_BUCKET: bucket, DATASET_PREFIX: prefix }).filter(
    ([, value]) => value === '',
  );
  if (missing.length > 0)
    throw new InvalidRequestError(missing.map(([name]) => `environment variable ${name} is not set`));
  return { bucket, prefix };
}
