import type { Rule } from '../../../support/rule.ts';

export type RoleKey = 'function' | 'training' | 'model' | 'registry' | 'workflow';

/** A statement that a role of the program is left without, and what is seen then. */
export interface Lack {
  readonly role: RoleKey;
  readonly sid: string;
  /** The first action that is missed. */
  readonly action: string;
  /** Where it shows, and what it says there. `no failure`: the execution succeeds, and only the denial shows it. */
  readonly shows: 'when deployed' | 'when run' | 'no failure';
  readonly text?: RegExp;
  /** What AWS does, and how it is known. */
  readonly aws: string;
  readonly wording: Rule['wording'];
  readonly source: string;
}

export const USER = 'User: arn:aws:sts::000000000000:assumed-role/';

export const TROUBLESHOOTING = 'IAM User Guide, "Troubleshoot access denied error messages"';

export function denied(action: string): RegExp {
  return new RegExp(
    `${USER}retraining-[\\w-]+/[\\w-]+ is not authorized to perform: ${action}( on resource: .*)? because no identity-based policy allows the ${action} action`,
  );
}
