import type { RecordKind } from '../core/storage/record-file.ts';
import { isNumber, isText, record } from '../core/storage/record-shape.ts';
import { RecordStore } from '../core/storage/record-store.ts';

/** Temporary credentials of one assumed role session. The secret is not kept: signatures are not verified here. */
export interface RoleSession {
  readonly accessKeyId: string;
  readonly roleArn: string;
  readonly roleName: string;
  readonly roleId: string;
  readonly sessionName: string;
  readonly expiresAtMs: number;
}

const SESSIONS: RecordKind<RoleSession> = {
  noun: 'STS session',
  isRecord: record<RoleSession>({
    accessKeyId: isText,
    roleArn: isText,
    roleName: isText,
    roleId: isText,
    sessionName: isText,
    expiresAtMs: isNumber,
  }),
};

/** Issued sessions until they expire; expired ones are removed whenever a new one is issued, and at the start. */
export class SessionStore {
  readonly #records: RecordStore<RoleSession>;

  constructor(folder: string) {
    this.#records = new RecordStore(folder, SESSIONS);
    this.#removeExpired();
  }

  add(session: RoleSession): void {
    this.#removeExpired();
    this.#records.put(session.accessKeyId, session);
  }

  find(accessKeyId: string): RoleSession | undefined {
    const session = this.#records.get(accessKeyId);
    return session !== undefined && session.expiresAtMs > Date.now() ? session : undefined;
  }

  #removeExpired(): void {
    const now = Date.now();
    for (const { accessKeyId, expiresAtMs } of this.#records.values()) {
      if (expiresAtMs <= now) this.#records.delete(accessKeyId);
    }
  }
}
