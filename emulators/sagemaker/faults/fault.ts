/** What a fault happens to: a training job, or a call of an operation. */
export type FaultTarget = 'job' | 'call';

/** Members that a kind of fault may have beside `which` and `name`. */
export type FaultSetting = 'operation' | 'for' | 'epochs';

interface FaultRules {
  readonly target: FaultTarget;
  readonly settings: readonly FaultSetting[];
}

/** The menu: what can be rehearsed that no input provokes (docs/faults.md). */
export const FAULT_KINDS = {
  capacity: { target: 'job', settings: [] },
  'internal-error': { target: 'job', settings: [] },
  'max-runtime': { target: 'job', settings: ['epochs'] },
  'slow-start': { target: 'job', settings: ['for'] },
  'spot-interruption': { target: 'job', settings: ['for', 'epochs'] },
  'upload-denied': { target: 'job', settings: [] },
  throttling: { target: 'call', settings: ['operation'] },
  'api-error': { target: 'call', settings: ['operation'] },
} as const satisfies Readonly<Record<string, FaultRules>>;

export type FaultKind = keyof typeof FAULT_KINDS;
export const FAULT_NAMES = Object.keys(FAULT_KINDS) as readonly FaultKind[];

/** The jobs or calls that a fault hits, counted from 1 among those that its patterns select; `last` is included. */
export interface Which {
  readonly first: number;
  readonly last: number;
}

export interface Fault {
  readonly kind: FaultKind;
  /** Absent: every one. */
  readonly which?: Which;
  /** Of the training job (or of the model of a call), with `*` and `?`; absent: any. */
  readonly name?: string;
  /** Of a call, with `*` and `?`; CreateTrainingJob where it is absent. */
  readonly operation?: string;
  readonly forMs?: number;
  /** After how many epochs it happens. */
  readonly epochs?: number;
}

export const DEFAULT_OPERATION = 'CreateTrainingJob';
export const DEFAULT_EPOCHS = 1;
/** How long a slow start, or the wait for Spot capacity after an interruption, takes unless it is said. */
export const DEFAULT_FOR_MS = { 'slow-start': 10_000, 'spot-interruption': 2_000 } as const;

export function targetOf(kind: FaultKind): FaultTarget {
  return FAULT_KINDS[kind].target;
}

export function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(FAULT_KINDS, text);
}

/** A fault as it would be written on the command line. */
export function faultText({ kind, which, name, operation, forMs, epochs }: Fault): string {
  const place = [operation, name].filter((part) => part !== undefined).join('/');
  return [
    kind,
    which === undefined ? '' : `:${whichText(which)}`,
    place === ''
      ? ''
      : `@${operation === undefined && targetOf(kind) === 'call' ? `${DEFAULT_OPERATION}/` : ''}${place}`,
    forMs === undefined ? '' : `,for=${forMs}ms`,
    epochs === undefined ? '' : `,epochs=${epochs}`,
  ].join('');
}

function whichText({ first, last }: Which): string {
  if (first === last) return `${first}`;
  return last === Number.POSITIVE_INFINITY ? `${first}-` : `${first}-${last}`;
}
