import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { ClassCount, DatasetResult } from './run-result.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The result of the first step, taken from the history: it is there as soon as that step has ended, also when a later
 * one fails. Undefined when the step did not succeed.
 */
export function datasetResult(history: readonly HistoryEvent[]): DatasetResult | undefined {
  const output = history.find(({ type }) => type === 'TaskStateExited')?.stateExitedEventDetails?.output;
  const dataset = record(jsonRecord(output)['dataset']);
  if (dataset['message'] !== 'OK') return undefined;
  const skipped = record(dataset['skipped']);
  return {
    classes: list(dataset['classes']).map(classCount),
    trainImages: number(dataset['num_training_samples']),
    validationImages: number(dataset['num_validation_samples']),
    trainLst: lstUrl(dataset['trainLst']),
    validationLst: lstUrl(dataset['validationLst']),
    skipped: list(skipped['first']).map((entry) => {
      const { key, reason } = record(entry);
      return { key: String(key), reason: String(reason) };
    }),
    skippedTotal: number(skipped['total']),
    warnings: list(dataset['warnings']).map(String),
  };
}

export function modelName(output: Json): string | undefined {
  const name = record(output['model'])['ModelName'];
  return typeof name === 'string' ? name : undefined;
}

/** A JSON text that should be an object; an empty one where it is not. */
export function jsonRecord(text: string | undefined): Json {
  if (text === undefined) return {};
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

function classCount(value: unknown): ClassCount {
  const { label, name, train, validation } = record(value);
  return { label: number(label), name: String(name), train: number(train), validation: number(validation) };
}

function lstUrl(value: unknown): string {
  return typeof value === 'string' ? value : String(record(value)['uri'] ?? record(value)['s3Uri'] ?? '');
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
