import { isJsonObject, type JsonObject } from '../../../core/wire/wire-json.ts';
import type { TrainingEvent } from '../../../image-classification/protocol.ts';

/** The event of one line of a training process; undefined for a line that is none, which then counts as log text. */
export function parseTrainingEvent(line: string): TrainingEvent | undefined {
  const value = parsed(line);
  return value !== undefined && isEvent(value) ? (value as unknown as TrainingEvent) : undefined;
}

function parsed(line: string): JsonObject | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const EPOCH_NUMBERS = [
  'epoch',
  'epochs',
  'trainAccuracy',
  'validationAccuracy',
  'trainCrossEntropy',
  'imagesPerSecond',
  'timestampMs',
] as const;

function isEvent(value: JsonObject): boolean {
  switch (value['type']) {
    case 'phase':
      return value['phase'] === 'Downloading' || value['phase'] === 'Training';
    case 'log':
      return typeof value['line'] === 'string';
    case 'epoch':
      return EPOCH_NUMBERS.every((name) => typeof value[name] === 'number' || value[name] === null);
    case 'failed':
      return (
        ['customer', 'algorithm', 'platform'].includes(String(value['kind'])) && typeof value['message'] === 'string'
      );
    case 'finished':
      return typeof value['modelFile'] === 'string' && typeof value['stopped'] === 'boolean';
    default:
      return false;
  }
}
