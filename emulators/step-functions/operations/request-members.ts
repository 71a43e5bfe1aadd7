import { AwsError } from '../../core/wire/aws-error.ts';
import { type MemberConstraint, MemberConstraints } from '../../core/wire/member-constraints.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';

const MAX_ARN_LENGTH = 256;

/** Reads a request's members by the API's types; each breach is refused as AWS's validation does. */
export class RequestMembers {
  readonly #input: JsonObject;

  constructor(input: JsonObject) {
    this.#input = input;
  }

  has(member: string): boolean {
    return this.#input[member] !== undefined && this.#input[member] !== null;
  }

  text(member: string, rule: MemberConstraint = {}): string | undefined {
    const value = this.#typed(member, 'string', rule);
    return typeof value === 'string' ? value : undefined;
  }

  requiredText(member: string, rule: MemberConstraint = {}): string {
    return this.text(member, { ...rule, required: true }) ?? '';
  }

  arn(member: string): string {
    return this.requiredText(member, { minLength: 1, maxLength: MAX_ARN_LENGTH });
  }

  number(member: string, rule: MemberConstraint = {}): number | undefined {
    const value = this.#typed(member, 'number', rule);
    return typeof value === 'number' ? value : undefined;
  }

  flag(member: string): boolean | undefined {
    const value = this.#typed(member, 'boolean', {});
    return typeof value === 'boolean' ? value : undefined;
  }

  object(member: string): JsonObject | undefined {
    const value = this.#typed(member, 'object', {});
    return isJsonObject(value) ? value : undefined;
  }

  list(member: string): readonly unknown[] | undefined {
    const value = this.#input[member];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw wrongType(member, 'a list');
    return value;
  }

  /** One of the API's enumerated values. */
  choice<T extends string>(member: string, values: readonly T[]): T | undefined {
    const value = this.text(member);
    const known = values.find((candidate) => candidate === value);
    if (value === undefined || known !== undefined) return known;
    throw new AwsError(
      'ValidationException',
      400,
      `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
    );
  }

  #typed(member: string, type: string, rule: MemberConstraint): unknown {
    const value = this.#input[member] ?? undefined;
    if (value !== undefined && typeof value !== type) throw wrongType(member, `a ${type}`);
    new MemberConstraints().check(member, value, rule).throwAs('ValidationException');
    return value;
  }
}

function wrongType(member: string, expected: string): AwsError {
  return new AwsError('SerializationException', 400, `[rehearsal] the member '${member}' must be ${expected}`);
}
