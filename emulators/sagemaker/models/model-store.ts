import { join } from 'node:path';
import type { CreateModelInput } from '@aws-sdk/client-sagemaker';
import type { RecordKind } from '../../core/storage/record-file.ts';
import { isNumber, isObject, isText, record } from '../../core/storage/record-shape.ts';
import { RecordStore } from '../../core/storage/record-store.ts';

/** A model as it is kept on disk. */
export interface ModelRecord {
  readonly name: string;
  readonly arn: string;
  /** As sent, without tags. */
  readonly request: Omit<CreateModelInput, 'Tags'>;
  readonly createdMs: number;
}

const MODELS: RecordKind<ModelRecord> = {
  noun: 'SageMaker model',
  isRecord: record<ModelRecord>({ name: isText, arn: isText, request: isObject, createdMs: isNumber }),
};

export function openModelStore(folder: string): RecordStore<ModelRecord> {
  return new RecordStore(join(folder, 'models'), MODELS);
}
