import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { type Json, jsonRecord, list, number, record } from './json-values.ts';
import type { ClassCount, DatasetChangesResult, DatasetResult } from './run-result.ts';

/** What the first step has found, and decided. */
export interface DatasetOutput {
  readonly result: DatasetResult;
  readonly reasonNotToTrain?: string;
}

/**
 * The result of the first step, taken from the history: it is there as soon as that step has ended, also when a later
 * one fails. Undefined when the step did not succeed.
 */
export function datasetOutput(history: readonly HistoryEvent[]): DatasetOutput | undefined {
  const output = history.find(({ type }) => type === 'TaskStateExited')?.stateExitedEventDetails?.output;
  const dataset = record(jsonRecord(output)['dataset']);
  if (dataset['message'] !== 'OK') return undefined;
  const { train, reason } = record(dataset['decision']);
  const result = datasetResult(dataset);
  return train === false ? { result, reasonNotToTrain: String(reason) } : { result };
}

function datasetResult(dataset: Json): DatasetResult {
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
    ...reportResult(dataset),
  };
}

function reportResult(dataset: Json): Pick<DatasetResult, 'report'> {
  const { report, contentHash, changes } = dataset;
  if (report === undefined) return {};
  const bytes = record(dataset['bytes']);
  const { withinSplits, acrossSplits, acrossClasses } = record(dataset['duplicates']);
  const counts = {
    withinSplits: number(withinSplits),
    acrossSplits: number(acrossSplits),
    acrossClasses: number(acrossClasses),
  };
  return {
    report: {
      uri: lstUrl(report),
      contentHash: String(contentHash),
      trainBytes: number(bytes['train']),
      validationBytes: number(bytes['validation']),
      balanceRatio: number(dataset['balanceRatio']),
      duplicates: counts,
      ...(changes === undefined ? {} : { changes: changesResult(record(changes)) }),
    },
  };
}

function changesResult(changes: Json): DatasetChangesResult {
  return {
    since: String(changes['since']),
    imagesAdded: number(changes['imagesAdded']),
    imagesRemoved: number(changes['imagesRemoved']),
    imagesRelabelled: number(changes['imagesRelabelled']),
    classesNew: number(changes['classesNew']),
    classesGone: number(changes['classesGone']),
    classesReplaced: number(changes['classesReplaced']),
  };
}

export function modelName(output: Json): string | undefined {
  const name = record(output['model'])['ModelName'];
  return typeof name === 'string' ? name : undefined;
}

function classCount(value: unknown): ClassCount {
  const { label, name, train, validation } = record(value);
  return { label: number(label), name: String(name), train: number(train), validation: number(validation) };
}

function lstUrl(value: unknown): string {
  return typeof value === 'string' ? value : String(record(value)['uri'] ?? record(value)['s3Uri'] ?? '');
}
