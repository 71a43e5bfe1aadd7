import { javaText } from './java-text.ts';

/** One constraint of the API model that a request breaks. */
export interface Violation {
  /** The member as AWS's messages write it, such as `tags.1.member.key`. */
  readonly path: string;
  /** What is there; undefined for what is missing. */
  readonly value: unknown;
  readonly rule: ConstraintRule;
  /** The constraint in AWS's words. */
  readonly constraint: string;
  /** A value that refusals do not show, since it may hold secrets. */
  readonly isHidden?: boolean;
}

/** `elements`: the whole of a list or map is named when one of its elements breaks a constraint. */
export type ConstraintRule = 'required' | 'length' | 'range' | 'pattern' | 'enum' | 'elements';

export function missing(path: string): Violation {
  return { path, value: undefined, rule: 'required', constraint: 'Member must not be null' };
}

/** One error that lists them all, in the words of AWS's common validation layer. */
export function validationMessage(violations: readonly Violation[]): string {
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  return `${count} detected: ${violations.map(sentence).join('; ')}`;
}

function sentence({ path, value, constraint, isHidden }: Violation): string {
  const shown = isHidden === true ? '' : value === undefined ? 'null ' : `'${javaText(value)}' `;
  return `Value ${shown}at '${path}' failed to satisfy constraint: ${constraint}`;
}
