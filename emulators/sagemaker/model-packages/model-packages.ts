import type { CreateModelPackageInput, UpdateModelPackageInput } from '@aws-sdk/client-sagemaker';
import type { RecordStore } from '../../core/storage/record-store.ts';
import { resourceArn, type ServiceContext } from '../service-context.ts';
import { validationError } from '../validation-error.ts';
import type { PackageGroups } from './package-groups.ts';
import { checkContainers, checkPackageRequest } from './package-rules.ts';
import { openPackageStore, type PackageGroupRecord, type PackageRecord } from './package-store.ts';
import { updatedRequest } from './package-update.ts';
import { isNameOf, resourceName } from './resource-name.ts';

/** The account's model packages: versions of groups, and packages without one. */
export class ModelPackages {
  readonly groups: PackageGroups;
  readonly #context: ServiceContext;
  readonly #store: RecordStore<PackageRecord>;

  constructor(context: ServiceContext, groups: PackageGroups, dataFolder: string) {
    this.#context = context;
    this.groups = groups;
    this.#store = openPackageStore(dataFolder);
  }

  create(sent: CreateModelPackageInput): PackageRecord {
    checkPackageRequest(sent);
    const earlier = this.#ofToken(sent.ClientToken);
    if (earlier !== undefined) return earlier;
    const { Tags: tags = [], ...request } = sent;
    const { ModelPackageGroupName: group } = request;
    if (group === undefined) return this.#keepNamed(request, tags);
    return this.#keepVersion(request, group);
  }

  find(nameOrArn: string): PackageRecord {
    const name = resourceName(nameOrArn);
    const found = this.#store.get(name);
    if (found !== undefined && isNameOf(nameOrArn, found.arn)) return found;
    const arn = nameOrArn.startsWith('arn:') ? nameOrArn : resourceArn(this.#context, 'model-package', name);
    throw validationError(`[rehearsal] the model package "${arn}" does not exist`);
  }

  list(): PackageRecord[] {
    return this.#store.values();
  }

  update(changes: UpdateModelPackageInput): PackageRecord {
    const found = this.find(changes.ModelPackageArn ?? '');
    if (found.version === undefined)
      throw validationError(`[rehearsal] "${found.arn}" is no version of a group: only versions can be updated`);
    checkContainers(changes);
    const updated = { ...found, request: updatedRequest(found.request, changes), modifiedMs: Date.now() };
    this.#store.put(resourceName(found.arn), updated);
    return updated;
  }

  delete(nameOrArn: string): void {
    const { arn } = this.find(nameOrArn);
    this.#store.delete(resourceName(arn));
    this.#context.tags.forget(arn);
  }

  deleteGroup(nameOrArn: string): void {
    const group = this.groups.find(nameOrArn);
    const versions = this.#versionsOf(group);
    if (versions.length > 0) {
      throw validationError(
        `[rehearsal] the model package group "${group.arn}" has ${versions.length} ${versions.length === 1 ? 'version' : 'versions'}: delete ${versions.length === 1 ? 'it' : 'them'} first`,
      );
    }
    this.groups.delete(group);
  }

  #versionsOf(group: PackageGroupRecord): readonly PackageRecord[] {
    return this.list().filter(({ name, version }) => name === group.name && version !== undefined);
  }

  /** The same call again, such as an SDK's second try. */
  #ofToken(token: string | undefined): PackageRecord | undefined {
    return token === undefined ? undefined : this.list().find(({ request }) => request.ClientToken === token);
  }

  #keepVersion(request: PackageRecord['request'], groupName: string): PackageRecord {
    const group = this.groups.find(groupName);
    const numbers = this.#versionsOf(group).map((version) => version.version ?? 0);
    const version = this.groups.nextVersion(group, Math.max(0, ...numbers));
    const arn = resourceArn(this.#context, 'model-package', `${group.name}/${version}`);
    const kept = { name: group.name, arn, version, request, createdMs: Date.now() };
    this.#store.put(resourceName(arn), kept);
    return kept;
  }

  #keepNamed(request: PackageRecord['request'], tags: NonNullable<CreateModelPackageInput['Tags']>): PackageRecord {
    const name = request.ModelPackageName ?? '';
    const arn = resourceArn(this.#context, 'model-package', name);
    if (this.#store.has(name)) throw validationError(`[rehearsal] the model package "${arn}" exists already`);
    const kept = { name, arn, request, createdMs: Date.now() };
    this.#context.tags.keepWith(arn, tags, () => this.#store.put(name, kept));
    return kept;
  }
}
