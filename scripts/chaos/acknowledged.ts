import { type AcknowledgedVersions, noVersions } from './versions.ts';

/** What the cloud has said yes to: after a kill all of it must be there. */
export interface Acknowledged {
  /** Objects by key, with their content. */
  readonly objects: Map<string, string>;
  /** Of the one object that is overwritten: the last version that was answered, and the last that was sent. */
  overwritten: { answered: number; sent: number };
  readonly versions: AcknowledgedVersions;
  readonly logEvents: Set<string>;
  readonly roles: Set<string>;
  readonly rules: Set<string>;
  readonly executions: Set<string>;
  readonly jobs: Set<string>;
}

export function nothingAcknowledged(): Acknowledged {
  return {
    objects: new Map(),
    overwritten: { answered: 0, sent: 0 },
    versions: noVersions(),
    logEvents: new Set(),
    roles: new Set(),
    rules: new Set(),
    executions: new Set(),
    jobs: new Set(),
  };
}

/** How many writes of each kind were acknowledged. */
export function countsOf(acknowledged: Acknowledged): ReadonlyMap<string, number> {
  const { objects, overwritten, versions, logEvents, roles, rules, executions, jobs } = acknowledged;
  return new Map([
    ['objects', objects.size],
    ['overwrites', overwritten.answered],
    ['versions', versions.contents.size],
    ['deleted versions', versions.deleted.size],
    ['log events', logEvents.size],
    ['roles', roles.size],
    ['rules', rules.size],
    ['executions', executions.size],
    ['training jobs', jobs.size],
  ]);
}
