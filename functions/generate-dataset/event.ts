import { InvalidRequestError } from './errors.ts';
import { type FanOutRequest, parseFanOut } from './fan-out/fan-out-request.ts';
import { type LabelsFileSettings, parseLabelsFile } from './inputs/labels-file-settings.ts';
import { parseKeySource, type SourceRequest } from './key-source/source-request.ts';
import { type LookSettings, parseLook } from './look-inside/look-settings.ts';
import { parseRules, type ReportRules } from './report/report-rules.ts';
import { parseRetraining, type RetrainingRules } from './retraining/decision.ts';
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
  /** Absent: an image's folder is its label. */
  readonly labelsFile?: LabelsFileSettings;
  /** Absent: no image is looked into. */
  readonly look?: LookSettings;
  /** Absent: S3 is asked for the keys. */
  readonly keySource?: SourceRequest;
  /** Absent: the whole data set in one call. */
  readonly fanOut?: FanOutRequest;
  /** Absent: every run trains. */
  readonly retraining?: RetrainingRules;
  /** Train in any case. */
  readonly force?: boolean;
}

/** Payload that the state machine sends when a model was saved. */
export interface KeepLabelsEvent {
  readonly executionName: string;
  readonly modelName: string;
}

/** Where the data set is and what its training jobs are called; from the function's environment. */
export interface DatasetSettings {
  readonly bucket: string;
  /** Key prefix without slashes at the ends. */
  readonly prefix: string;
  readonly trainingJobNamePrefix: string;
}

const NOT_TOGETHER =
  'payload members fanOut and labelsFile do not go together: one function reads the labels and lists the images; leave one of them out';

/** @throws {InvalidRequestError} naming every problem */
export function parseEvent(event: unknown): GenerateDatasetEvent {
  const fields: Record<string, unknown> = typeof event === 'object' && event !== null ? { ...event } : {};
  const { executionName } = fields;
  const { problems: wrongNames, ...classOrder } = parseClassOrder(fields['classOrder']);
  const { problems: wrongFile, ...labelsFile } = parseLabelsFile(fields['labelsFile']);
  const { problems: wrongSplit, ...split } = parseSplit(fields['split']);
  const { problems: wrongLook, ...look } = parseLook(fields['look']);
  const { problems: wrongRules, ...rules } = parseRules(fields['rules']);
  const { problems: wrongFanOut, ...fanOut } = parseFanOut(fields['fanOut']);
  const { problems: wrongSource, ...keySource } = parseKeySource(fields);
  const { problems: wrongRetraining, ...retraining } = parseRetraining(fields['retraining']);
  const { force, problems: wrongForce } = forceOf(fields['input']);
  const isNamed = typeof executionName === 'string' && executionName !== '';
  const wrongName = `payload member executionName is ${JSON.stringify(executionName)} and must be the execution's name`;
  const problems = [
    ...(isNamed ? [] : [wrongName]),
    ...[...wrongNames, ...wrongFile, ...wrongSplit, ...wrongLook, ...wrongRules, ...wrongFanOut, ...wrongSource],
    ...[...wrongRetraining, ...wrongForce],
    ...(labelsFile.labelsFile !== undefined && fanOut.fanOut !== undefined ? [NOT_TOGETHER] : []),
  ];
  if (problems.length > 0 || !isNamed) throw new InvalidRequestError(problems);
  const chosen = { ...classOrder, ...rules, ...split, ...labelsFile, ...look, ...fanOut, ...keySource, ...retraining };
  return { executionName, ...chosen, ...(force ? { force } : {}) };
}

function parseClassOrder(value: unknown): {
  readonly classOrder?: readonly string[];
  readonly problems: readonly string[];
} {
  if (value === undefined) return { problems: [] };
  if (!isNameList(value)) return { problems: ['payload member classOrder must be a list of class names, each once'] };
  return { ...(value.length === 0 ? {} : { classOrder: value }), problems: [] };
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

/** The member of an execution's input, which may be any JSON. */
function forceOf(input: unknown): { readonly force: boolean; readonly problems: readonly string[] } {
  const force: unknown = typeof input === 'object' && input !== null && 'force' in input ? input.force : false;
  if (typeof force === 'boolean') return { force, problems: [] };
  const problem = `the execution's input has force ${JSON.stringify(force)}, which must be true or false`;
  return { force: false, problems: [problem] };
}

/** What the state machine sends when a model was saved; undefined where the payload asks for something else. */
export function parseKeepLabels(event: unknown): KeepLabelsEvent | undefined {
  const fields: Record<string, unknown> = typeof event === 'object' && event !== null ? { ...event } : {};
  const { action, executionName, modelName } = fields;
  if (action === undefined) return undefined;
  const problems = [
    ...(action === 'keepLabels'
      ? []
      : [
          `payload member action is ${JSON.stringify(action)} and must be "keepLabels", "tellTrainingFailure" or absent`,
        ]),
    ...['executionName', 'modelName']
      .filter((name) => typeof fields[name] !== 'string' || fields[name] === '')
      .map((name) => `payload member ${name} is ${JSON.stringify(fields[name])} and must be a name`),
  ];
  if (problems.length > 0 || typeof executionName !== 'string' || typeof modelName !== 'string')
    throw new InvalidRequestError(problems);
  return { executionName, modelName };
}

function isNameList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((name) => typeof name === 'string' && name !== '') &&
    new Set(value).size === value.length
  );
}
