import { AwsError } from '../wire/aws-error.ts';
import { brokenNumberConstraints, brokenSizeConstraints, brokenStringConstraints } from './constraints.ts';
import { missing, type Violation, validationMessage } from './violation.ts';

/** What the API model says of one member, for services that read their members by hand. */
export interface MemberConstraint {
  readonly required?: boolean;
  /** Length of a string or size of a list. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The model's own text, which the refusal shows; it must match the whole value. */
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

/** Collects every broken constraint; the constraints themselves are those of the API models' validator. */
export class MemberConstraints {
  readonly #violations: Violation[] = [];

  check(member: string, value: unknown, rule: MemberConstraint): this {
    if (value === undefined || value === null) {
      if (rule.required === true) this.#violations.push(missing(member));
      return this;
    }
    const broken = brokenBy(value, rule).map((constraint) => ({ path: member, value, ...constraint }));
    this.#violations.push(...broken);
    return this;
  }

  /** Throws one error that lists them all, if there are any. */
  throwAs(code: string): void {
    if (this.#violations.length > 0) throw new AwsError(code, 400, validationMessage(this.#violations));
  }
}

function brokenBy(value: unknown, { minLength, maxLength, pattern, min, max }: MemberConstraint) {
  const limits = (least?: number, most?: number) => ({
    ...(least === undefined ? {} : { min: least }),
    ...(most === undefined ? {} : { max: most }),
  });
  const lengths = limits(minLength, maxLength);
  if (typeof value === 'number') return brokenNumberConstraints({ type: 'double', ...limits(min, max) }, value);
  if (Array.isArray(value)) return brokenSizeConstraints(lengths, value.length);
  if (typeof value !== 'string') return [];
  const patterned = pattern === undefined ? lengths : { ...lengths, pattern };
  return brokenStringConstraints({ type: 'string', ...patterned }, value);
}
