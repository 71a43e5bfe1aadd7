import { join } from 'node:path';
import type { CreateModelInput } from '@aws-sdk/client-sagemaker';
import { RecordStore } from '../../core/storage/record-store.ts';

/** A model as it is kept on disk. */
export interface ModelRecord {
  readonly name: string;
  readonly arn: string;
  /** As sent, without tags. */
  readonly request: Omit<CreateModelInput, 'Tags'>;
  readonly createdMs: number;
}

export function openModelStore(folder: string): RecordStore<ModelRecord> {
  return new RecordStore(join(folder, 'models'));
}
