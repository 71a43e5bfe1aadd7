import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isText, listOf, record } from '../../core/storage/record-shape.ts';
import { RecordStore } from '../../core/storage/record-store.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import type { Tag } from '../role.ts';

/** What hands a role to an EC2 instance. There are no instances here: it is kept and shown. */
export interface InstanceProfile {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly createDate: string;
  readonly roleName?: string;
  readonly tags: readonly Tag[];
}

const INSTANCE_PROFILES: RecordKind<InstanceProfile> = {
  noun: 'IAM instance profile',
  isRecord: record<InstanceProfile>({
    name: isText,
    id: isText,
    arn: isText,
    path: isText,
    createDate: isText,
    roleName: ifPresent(isText),
    tags: listOf(record<Tag>({ key: isText, value: isText })),
  }),
};

export class InstanceProfileStore {
  readonly #records: RecordStore<InstanceProfile>;

  constructor(folder: string) {
    this.#records = new RecordStore(folder, INSTANCE_PROFILES);
  }

  find(name: string): InstanceProfile | undefined {
    const profile = this.#records.get(name.toLowerCase());
    return profile?.name === name ? profile : undefined;
  }

  required(name: string): InstanceProfile {
    const profile = this.find(name);
    if (profile !== undefined) return profile;
    throw new AwsError('NoSuchEntity', 404, `Instance Profile ${name} cannot be found.`);
  }

  sortedByName(): readonly InstanceProfile[] {
    return this.#records.values().sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  ofRole(roleName: string): readonly InstanceProfile[] {
    return this.sortedByName().filter((profile) => profile.roleName === roleName);
  }

  add(profile: InstanceProfile): void {
    if (this.#records.has(profile.name.toLowerCase())) {
      throw new AwsError('EntityAlreadyExists', 409, `Instance Profile ${profile.name} already exists.`);
    }
    this.put(profile);
  }

  put(profile: InstanceProfile): void {
    this.#records.put(profile.name.toLowerCase(), profile);
  }

  delete({ name }: InstanceProfile): void {
    this.#records.delete(name.toLowerCase());
  }
}
