import type { Answer, OwnRefusal } from '../expected-answer.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A service whose answers to variants of its API model are compared with AWS's. */
export interface ConformedApi {
  readonly name: string;
  /** Folder in emulators/, and the reduced model in it. */
  readonly model: string;
  /** How requests are written: what counts as a wrong type, and which variants can be written at all. */
  readonly protocol: 'json' | 'query' | 'rest';
  /** AWS's code for broken constraints. */
  readonly code: string;
  /** AWS's code for values of another type. */
  readonly wrongTypeCode: string;
  /**
   * By operation, a request that the API model and the rules on requests alone take; what it names does not exist, so that
   * none of thousands of variants starts anything.
   */
  readonly baseRequests: Readonly<Record<string, Members>>;
  readonly knownDifferences: readonly KnownDifference[];
  /** What the model allows and AWS refuses all the same, in the model's words: left out. */
  readonly beyondModel?: readonly KnownDifference[];
  /** What AWS says to these violations where it is not the common text. */
  readonly ownRefusal?: (sentences: readonly string[]) => OwnRefusal | undefined;
  readonly start: () => Promise<RunningApi>;
}

export interface RunningApi extends AsyncDisposable {
  /** The answer; undefined for what the protocol cannot write. */
  readonly call: (operation: string, input: Members) => Promise<Answer | undefined>;
}

/** Variants that are not answered as AWS answers them, and why. */
export interface KnownDifference {
  /** Any, if absent. */
  readonly operation?: string;
  /** The member, or one above it. */
  readonly path: string;
  /** What is done to the member; any, if absent. */
  readonly what?: readonly string[];
  readonly reason: string;
}

export function isKnown(
  difference: KnownDifference,
  { operation, path, what }: { readonly operation: string; readonly path: string; readonly what: string },
): boolean {
  const isAtOrBelow = path === difference.path || path.startsWith(`${difference.path}.`);
  const isSameOperation = difference.operation === undefined || operation === difference.operation;
  return isSameOperation && isAtOrBelow && (difference.what?.includes(what) ?? true);
}
