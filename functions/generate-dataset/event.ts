import { InvalidRequestError } from './errors.ts';
import { type FanOutRequest, parseFanOut } from './fan-out/fan-out-request.ts';
import { type LookSettings, parseLook } from './look-inside/look-settings.ts';
import { parseRules, type ReportRules } from './report/report-rules.ts';
import { parseSplit, type SplitSettings } from './split/split-settings.ts';

/** Payload that the state machine sends. */
export interface GenerateDatasetEvent {
  readonly executionName: string;
  /** Class names in the order of their labels; absent: by name. */
  readonly classOrder?: readonly string[];
  /** Absent: the defaults. */
  readonly rules?: ReportRules;
  /** Absent: folders train/ and test/ divide the images. */
  readonly split?: SplitSettings;
  /** Absent: no image is looked into. */
  readonly look?: LookSettings;
  /** Absent: the whole data set in one call. */
  readonly fanOut?: FanOutRequest;
}

/** Where the data set is and what its training jobs are called; from the function's environment. */
export interface DatasetSettings {
  readonly bucket: string;
  /** Key prefix without slashes at the ends. */
  readonly prefix: string;
  readonly trainingJobNamePrefix: string;
}

/** @throws {InvalidRequestError} naming every problem */
export function parseEvent(event: unknown): GenerateDatasetEvent {
  const fields: Record<string, unknown> = typeof event === 'object' && event !== null ? { ...event } : {};
  const { executionName, classOrder } = fields;
  const problems: string[] = [];
  if (typeof executionName !== 'string' || executionName === '') {
    problems.push(`payload member executionName is ${JSON.stringify(executionName)} and must be the execution's name`);
  }
  if (classOrder !== undefined && !isNameList(classOrder)) {
    problems.push('payload member classOrder must be a list of class names, each once');
  }
  const { split, problems: wrongSplit } = parseSplit(fields['split']);
  const { look, problems: wrongLook } = parseLook(fields['look']);
  const { rules, problems: wrongRules } = parseRules(fields['rules']);
  const { fanOut, problems: wrongFanOut } = parseFanOut(fields['fanOut']);
  problems.push(...wrongSplit, ...wrongLook, ...wrongRules, ...wrongFanOut);
  if (problems.length > 0 || typeof executionName !== 'string') throw new InvalidRequestError(problems);
  return {
    executionName,
    ...(isNameList(classOrder) && classOrder.length > 0 ? { classOrder } : {}),
    ...(rules === undefined ? {} : { rules }),
    ...(split === undefined ? {} : { split }),
    ...(look === undefined ? {} : { look }),
    ...(fanOut === undefined ? {} : { fanOut }),
  };
}

/** @throws {InvalidRequestError} naming every variable that is missing */
export function readSettings(env: Readonly<Record<string, string | undefined>>): DatasetSettings {
  const read = (name: string) => env[name] ?? '';
  const names = ['DATASET_BUCKET', 'DATASET_PREFIX', 'TRAINING_JOB_NAME_PREFIX'];
  const missing = names.filter((name) => read(name) === '');
  if (missing.length > 0) {
    throw new InvalidRequestError(missing.map((name) => `environment variable ${name} is not set`));
  }
  return {
    bucket: read('DATASET_BUCKET'),
    prefix: read('DATASET_PREFIX'),
    trainingJobNamePrefix: read('TRAINING_JOB_NAME_PREFIX'),
  };
}

function isNameList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((name) => typeof name === 'string' && name !== '') &&
    new Set(value).size === value.length
  );
}
