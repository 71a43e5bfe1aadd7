import { join } from 'node:path';
import type {
  CreateModelPackageGroupInput,
  CreateModelPackageInput,
  UpdateModelPackageInput,
} from '@aws-sdk/client-sagemaker';
import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isObject, isText, record } from '../../core/storage/record-shape.ts';
import { RecordStore } from '../../core/storage/record-store.ts';

export interface PackageGroupRecord {
  readonly name: string;
  readonly arn: string;
  /** As sent, without tags. */
  readonly request: Omit<CreateModelPackageGroupInput, 'Tags'>;
  readonly createdMs: number;
  /** Of the newest package that it ever had: a number is not given again after a deletion. */
  readonly lastVersion: number;
}

/** What an update may add to a package that was made. */
export type PackageChanges = Pick<UpdateModelPackageInput, 'ApprovalDescription'>;

export interface PackageRecord {
  /** Of the group where there is a version. */
  readonly name: string;
  readonly arn: string;
  /** Absent: a package without a group. */
  readonly version?: number;
  /** As sent and updated since, without tags. */
  readonly request: Omit<CreateModelPackageInput, 'Tags'> & PackageChanges;
  readonly createdMs: number;
  readonly modifiedMs?: number;
}

const GROUPS: RecordKind<PackageGroupRecord> = {
  noun: 'SageMaker model package group',
  isRecord: record<PackageGroupRecord>({
    name: isText,
    arn: isText,
    request: isObject,
    createdMs: isNumber,
    lastVersion: isNumber,
  }),
};

const PACKAGES: RecordKind<PackageRecord> = {
  noun: 'SageMaker model package',
  isRecord: record<PackageRecord>({
    name: isText,
    arn: isText,
    version: ifPresent(isNumber),
    request: isObject,
    createdMs: isNumber,
    modifiedMs: ifPresent(isNumber),
  }),
};

export function openGroupStore(folder: string): RecordStore<PackageGroupRecord> {
  return new RecordStore(join(folder, 'model-package-groups'), GROUPS);
}

/** By the end of their ARNs: `NAME` or `GROUP/VERSION`. */
export function openPackageStore(folder: string): RecordStore<PackageRecord> {
  return new RecordStore(join(folder, 'model-packages'), PACKAGES);
}
