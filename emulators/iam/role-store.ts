import { RecordStore } from '../core/storage/record-store.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { ROLES, type Role } from './role.ts';

/** The account's roles. Two names that differ only in letter case cannot both exist, yet a look-up needs the exact name. */
export class RoleStore {
  readonly #records: RecordStore<Role>;

  constructor(folder: string) {
    this.#records = new RecordStore(folder, ROLES);
  }

  find(roleName: string): Role | undefined {
    const role = this.#records.get(roleName.toLowerCase());
    return role?.roleName === roleName ? role : undefined;
  }

  /** NoSuchEntity unless the role exists. */
  required(roleName: string): Role {
    const role = this.find(roleName);
    if (role === undefined) throw new AwsError('NoSuchEntity', 404, `The role with name ${roleName} cannot be found.`);
    return role;
  }

  byArn(arn: string): Role | undefined {
    return this.#records.values().find((role) => role.arn === arn);
  }

  byId(roleId: string): Role | undefined {
    return this.#records.values().find((role) => role.roleId === roleId);
  }

  sortedByName(): Role[] {
    return this.#records.values().sort((a, b) => (a.roleName < b.roleName ? -1 : 1));
  }

  add(role: Role): void {
    if (this.#records.has(role.roleName.toLowerCase())) {
      throw new AwsError('EntityAlreadyExists', 409, `Role with name ${role.roleName} already exists.`);
    }
    this.put(role);
  }

  put(role: Role): void {
    this.#records.put(role.roleName.toLowerCase(), role);
  }

  delete(role: Role): void {
    this.#records.delete(role.roleName.toLowerCase());
  }
}
