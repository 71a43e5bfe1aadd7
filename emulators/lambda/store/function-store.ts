import { join } from 'node:path';
import { RecordStore } from '../../core/storage/record-store.ts';
import type { FunctionReference } from '../api/function-name.ts';
import { functionNotFound } from '../api/lambda-errors.ts';
import { ALIASES, type AliasRecord, chosenVersion } from './alias-record.ts';
import { FUNCTIONS, type FunctionCode, type FunctionRecord, LATEST } from './function-record.ts';
import { POLICIES, type PolicyRecord } from './policy-record.ts';

/** All functions with their versions, aliases and policies, as they are on disk. */
export class FunctionStore {
  readonly #records: RecordStore<FunctionRecord>;
  readonly #versions: RecordStore<FunctionRecord>;
  readonly #aliases: RecordStore<AliasRecord>;
  readonly #policies: RecordStore<PolicyRecord>;
  readonly #arnPrefix: string;

  constructor(dataFolder: string, arnPrefix: string) {
    this.#records = new RecordStore(join(dataFolder, 'functions'), FUNCTIONS);
    this.#versions = new RecordStore(join(dataFolder, 'versions'), FUNCTIONS);
    this.#aliases = new RecordStore(join(dataFolder, 'aliases'), ALIASES);
    this.#policies = new RecordStore(join(dataFolder, 'policies'), POLICIES);
    this.#arnPrefix = arnPrefix;
  }

  /** Functions in order of name. */
  get all(): FunctionRecord[] {
    return this.#records.values().sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
  }

  /** Of every function and version. */
  get codes(): readonly FunctionCode[] {
    return [...this.#records.values(), ...this.#versions.values()].map(({ code }) => code);
  }

  /** Whether a record was ever set aside, whose code should stay. */
  get hasDamage(): boolean {
    return this.#records.hasDamage || this.#versions.hasDamage;
  }

  arnOf({ name, qualifier }: FunctionReference): string {
    const arn = `${this.#arnPrefix}:function:${name}`;
    return qualifier === undefined ? arn : `${arn}:${qualifier}`;
  }

  find(name: string): FunctionRecord | undefined {
    return this.#records.get(name);
  }

  required(name: string): FunctionRecord {
    const record = this.#records.get(name);
    if (record === undefined) throw functionNotFound(this.arnOf({ name }));
    return record;
  }

  /** $LATEST, a version, or the version behind an alias, with the ARN that was asked for. */
  resolved(reference: FunctionReference, chance = 0): FunctionRecord {
    const { name, qualifier } = reference;
    if (qualifier === undefined) return this.required(name);
    const alias = this.findAlias(name, qualifier);
    const version = alias === undefined ? qualifier : chosenVersion(alias, chance);
    const record = version === LATEST ? this.find(name) : this.findVersion(name, version);
    if (record === undefined) throw functionNotFound(this.arnOf(reference));
    return { ...record, functionArn: this.arnOf(reference) };
  }

  put(record: FunctionRecord): void {
    this.#records.put(record.functionName, record);
  }

  /** Its versions, aliases and policies go with it. */
  delete(name: string): void {
    for (const { version = '' } of this.versionsOf(name)) this.deleteVersion(name, version);
    for (const alias of this.aliasesOf(name)) this.deleteAlias(alias);
    for (const policy of this.#policies.values()) {
      if (policy.functionName === name) this.#policies.delete(policy.resourceArn);
    }
    this.#records.delete(name);
  }

  /** In order of their numbers. */
  versionsOf(name: string): FunctionRecord[] {
    const all = this.#versions.values().filter(({ functionName }) => functionName === name);
    return all.sort((a, b) => Number(a.version) - Number(b.version));
  }

  findVersion(name: string, version: string): FunctionRecord | undefined {
    return this.#versions.get(`${name}:${version}`);
  }

  putVersion(record: FunctionRecord): void {
    this.#versions.put(`${record.functionName}:${record.version}`, record);
  }

  deleteVersion(name: string, version: string): void {
    this.#versions.delete(`${name}:${version}`);
    this.#policies.delete(this.arnOf({ name, qualifier: version }));
  }

  /** In order of name. */
  aliasesOf(name: string): AliasRecord[] {
    const all = this.#aliases.values().filter(({ functionName }) => functionName === name);
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  findAlias(name: string, alias: string): AliasRecord | undefined {
    return this.#aliases.get(`${name}:${alias}`);
  }

  putAlias(alias: AliasRecord): void {
    this.#aliases.put(`${alias.functionName}:${alias.name}`, alias);
  }

  deleteAlias({ functionName, name, aliasArn }: AliasRecord): void {
    this.#aliases.delete(`${functionName}:${name}`);
    this.#policies.delete(aliasArn);
  }

  policyOf(resourceArn: string): PolicyRecord | undefined {
    return this.#policies.get(resourceArn);
  }

  /** One without statements is none. */
  putPolicy(policy: PolicyRecord): void {
    if (policy.statements.length === 0) this.#policies.delete(policy.resourceArn);
    else this.#policies.put(policy.resourceArn, policy);
  }
}
