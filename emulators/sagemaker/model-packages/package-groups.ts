import type { CreateModelPackageGroupInput } from '@aws-sdk/client-sagemaker';
import type { RecordStore } from '../../core/storage/record-store.ts';
import { resourceArn, type ServiceContext } from '../service-context.ts';
import { validationError } from '../validation-error.ts';
import { openGroupStore, type PackageGroupRecord } from './package-store.ts';
import { isNameOf, resourceName } from './resource-name.ts';

/** The account's model package groups. */
export class PackageGroups {
  readonly #context: ServiceContext;
  readonly #store: RecordStore<PackageGroupRecord>;

  constructor(context: ServiceContext, dataFolder: string) {
    this.#context = context;
    this.#store = openGroupStore(dataFolder);
  }

  create({ Tags: tags = [], ...request }: CreateModelPackageGroupInput): PackageGroupRecord {
    const name = request.ModelPackageGroupName ?? '';
    const arn = resourceArn(this.#context, 'model-package-group', name);
    if (this.#store.has(name)) throw validationError(`Model Package Group already exists: ${arn}`);
    const group = { name, arn, request, createdMs: Date.now(), lastVersion: 0 };
    this.#context.tags.keepWith(arn, tags, () => this.#store.put(name, group));
    return group;
  }

  find(nameOrArn: string): PackageGroupRecord {
    const name = resourceName(nameOrArn);
    const group = this.#store.get(name);
    if (group !== undefined && isNameOf(nameOrArn, group.arn)) return group;
    const arn = nameOrArn.startsWith('arn:') ? nameOrArn : resourceArn(this.#context, 'model-package-group', name);
    throw validationError(`[rehearsal] the model package group "${arn}" does not exist: create it first`);
  }

  list(): PackageGroupRecord[] {
    return this.#store.values();
  }

  /** Gives the next number away, for good. `newest`: of the versions that are there, which a lost record of the group forgets. */
  nextVersion(group: PackageGroupRecord, newest: number): number {
    const lastVersion = Math.max(group.lastVersion, newest) + 1;
    this.#store.put(group.name, { ...group, lastVersion });
    return lastVersion;
  }

  delete({ name, arn }: PackageGroupRecord): void {
    this.#store.delete(name);
    this.#context.tags.forget(arn);
  }
}
