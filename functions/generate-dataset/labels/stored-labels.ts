import type { ClassLabels } from '../class-labels.ts';
import { DatasetError } from '../errors.ts';
import { parsed, recordOf } from '../storage/json-shapes.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';

const LABELS_VERSION = 1;

/** `labels.json`, or what a run would have it be: labels, and the run that trained with them. */
export interface StoredLabels {
  readonly labels: ClassLabels;
  readonly training: StoredTraining;
}

export interface StoredTraining {
  readonly executionName: string;
  readonly contentHash: string;
  /** Of the training request; empty where the caller gave none. */
  readonly requestHash: string;
  /** Empty until a model was saved. */
  readonly modelName: string;
}

/** A file of labels that cannot be used. Nothing is trained, since a wrong label is not seen in a model. */
export class LabelsFileError extends DatasetError {
  constructor(place: StoredPlace, problem: string) {
    super(
      'LabelsFileError',
      `${uriOf(place)} ${problem}; restore an earlier version of it, or delete it: labels are then given anew`,
    );
  }
}

/** The file's text; places tell whose it is. */
export function labelsFile({ bucket }: StoredPlace, prefix: string, { labels, training }: StoredLabels): object {
  return { schemaVersion: LABELS_VERSION, bucket, prefix, labels: Object.fromEntries(labels), training };
}

/** @throws {LabelsFileError} */
export function parseLabels(text: string, place: StoredPlace, prefix: string): StoredLabels {
  const file = recordOf(parsed(text));
  if (file === undefined) throw new LabelsFileError(place, 'is not JSON, or no object');
  const version = file['schemaVersion'];
  if (version !== LABELS_VERSION)
    throw new LabelsFileError(
      place,
      `has the schemaVersion ${JSON.stringify(version)}, and only ${LABELS_VERSION} can be read`,
    );
  if (file['bucket'] !== place.bucket || file['prefix'] !== prefix)
    throw new LabelsFileError(
      place,
      `belongs to another data set, s3://${String(file['bucket'])}/${String(file['prefix'])}/`,
    );
  const labels = labelsOf(file['labels']);
  if (labels === undefined) throw new LabelsFileError(place, 'has labels that are not 0, 1, 2 and so on, each once');
  const { executionName, contentHash, requestHash, modelName } = recordOf(file['training']) ?? {};
  if (!isText(executionName) || !isText(contentHash) || !isText(requestHash) || !isText(modelName))
    throw new LabelsFileError(place, 'lacks the names and hashes of a training');
  return { labels, training: { executionName, contentHash, requestHash, modelName } };
}

/** In the order of the labels. */
function labelsOf(value: unknown): ClassLabels | undefined {
  const entries = Object.entries(recordOf(value) ?? {});
  const sorted: [string, number][] = [];
  for (const [name, label] of entries) {
    if (typeof label !== 'number' || !Number.isInteger(label) || label < 0 || label >= entries.length) return undefined;
    if (sorted[label] !== undefined) return undefined;
    sorted[label] = [name, label];
  }
  return entries.length === 0 ? undefined : new Map(sorted);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
