import { AwsError } from './aws-error.ts';

/** What the API model says of one string or number member. */
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

/** Collects every breach of the API model's constraints, in the words of AWS's common validation layer. */
export class MemberConstraints {
  readonly #violations: string[] = [];

  check(member: string, value: unknown, rule: MemberConstraint): this {
    if (value === undefined || value === null) {
      if (rule.required === true) this.#add('null', member, 'Member must not be null');
      return this;
    }
    if (typeof value === 'number') this.#checkNumber(member, value, rule);
    else if (typeof value === 'string') this.#checkString(member, value, rule);
    else if (Array.isArray(value)) this.#checkLength(member, `[${value.length} members]`, value.length, rule);
    return this;
  }

  #checkNumber(member: string, value: number, { min, max }: MemberConstraint): void {
    if (min !== undefined && !(value >= min))
      this.#addValue(value, member, `Member must have value greater than or equal to ${min}`);
    if (max !== undefined && !(value <= max))
      this.#addValue(value, member, `Member must have value less than or equal to ${max}`);
  }

  #checkString(member: string, value: string, rule: MemberConstraint): void {
    this.#checkLength(member, value, value.length, rule);
    if (rule.pattern !== undefined && !new RegExp(`^(?:${rule.pattern})$`).test(value)) {
      this.#addValue(value, member, `Member must satisfy regular expression pattern: ${rule.pattern}`);
    }
  }

  #checkLength(member: string, shown: string, length: number, { minLength, maxLength }: MemberConstraint): void {
    if (minLength !== undefined && length < minLength) {
      this.#addValue(shown, member, `Member must have length greater than or equal to ${minLength}`);
    }
    if (maxLength !== undefined && length > maxLength) {
      this.#addValue(shown, member, `Member must have length less than or equal to ${maxLength}`);
    }
  }

  #addValue(value: string | number, member: string, rule: string): void {
    this.#add(`'${value}'`, member, rule);
  }

  #add(value: string, member: string, rule: string): void {
    this.#violations.push(`Value ${value} at '${member}' failed to satisfy constraint: ${rule}`);
  }

  /** Throws one error that lists all breaches, if there are any. */
  throwAs(code: string): void {
    const count = this.#violations.length;
    if (count === 0) return;
    const noun = count === 1 ? 'error' : 'errors';
    throw new AwsError(code, 400, `${count} validation ${noun} detected: ${this.#violations.join('; ')}`);
  }
}
