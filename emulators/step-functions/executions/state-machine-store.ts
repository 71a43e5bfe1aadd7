import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { RecordStore } from '../../core/storage/record-store.ts';
import { recordKey } from './record-key.ts';
import { MACHINES, REVISIONS, type Revision, type StateMachineRecord } from './state-machine-record.ts';

/** State machines and the revisions that executions go by, on disk. */
export class StateMachineStore {
  readonly #machines: RecordStore<StateMachineRecord>;
  readonly #revisions: RecordStore<Revision>;

  constructor(dataFolder: string) {
    this.#machines = new RecordStore(join(dataFolder, 'state-machines'), MACHINES);
    this.#revisions = new RecordStore(join(dataFolder, 'revisions'), REVISIONS);
    this.#setAsideWithoutDefinition();
  }

  /** A state machine without the definition that is in force is of no use. */
  #setAsideWithoutDefinition(): void {
    for (const { stateMachineArn, revision } of this.#machines.values()) {
      if (this.#revisions.has(revision)) continue;
      this.#machines.setAside(
        recordKey(stateMachineArn),
        `its definition, revision ${revision}, is missing or damaged`,
      );
    }
  }

  find(stateMachineArn: string): StateMachineRecord | undefined {
    return this.#machines.get(recordKey(stateMachineArn));
  }

  all(): readonly StateMachineRecord[] {
    return this.#machines.values();
  }

  revision(key: string): Revision {
    const revision = this.#revisions.get(key);
    if (revision === undefined) throw new Error(`the revision ${key} of a state machine is missing in the data folder`);
    return revision;
  }

  create(machine: Omit<StateMachineRecord, 'revision'>, revision: Revision): StateMachineRecord {
    const record = { ...machine, revision: this.#keep(revision) };
    this.#machines.put(recordKey(machine.stateMachineArn), record);
    return record;
  }

  /** A new revision with a new revisionId. */
  update(machine: StateMachineRecord, revision: Revision): StateMachineRecord {
    const revisionId = randomUUID();
    return this.change(machine, { revision: this.#keep({ ...revision, revisionId }), revisionId });
  }

  /** Changes tags, versions or aliases. */
  change(machine: StateMachineRecord, changes: Partial<StateMachineRecord>): StateMachineRecord {
    const record = { ...machine, ...changes };
    this.#machines.put(recordKey(machine.stateMachineArn), record);
    return record;
  }

  /** Revisions stay: ended executions show them. */
  delete(stateMachineArn: string): void {
    this.#machines.delete(recordKey(stateMachineArn));
  }

  #keep(revision: Revision): string {
    const key = createHash('sha256').update(JSON.stringify(revision)).digest('hex');
    if (!this.#revisions.has(key)) this.#revisions.put(key, revision);
    return key;
  }
}
