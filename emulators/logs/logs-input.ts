import { AwsError } from '../core/wire/aws-error.ts';
import { type MemberConstraint, MemberConstraints } from '../core/wire/member-constraints.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';

const GROUP_NAME: MemberConstraint = { minLength: 1, maxLength: 512, pattern: String.raw`[\.\-_/#A-Za-z0-9]+` };
const STREAM_NAME: MemberConstraint = { minLength: 1, maxLength: 512, pattern: '[^:*]*' };
const GROUP_ARN = /^arn:[^:]+:logs:[^:]*:\d{12}:log-group:([^:]+)(?::\*)?$/;
export const MAX_EVENTS = 10_000;

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', 400, message);
}

/** Reads members of a request; every breach of the API's constraints is collected and refused at once by `done`. */
export class LogsInput {
  readonly #input: JsonObject;
  readonly #constraints = new MemberConstraints();

  constructor(input: JsonObject) {
    this.#input = input;
  }

  string(member: string, rule: MemberConstraint = {}): string | undefined {
    const value = this.#input[member];
    if (value !== undefined && value !== null && typeof value !== 'string') throw wrongType(member, 'a string');
    this.#constraints.check(member, value, rule);
    return value ?? undefined;
  }

  number(member: string, rule: MemberConstraint = {}): number | undefined {
    const value = this.#input[member];
    if (value !== undefined && value !== null && !Number.isInteger(value)) throw wrongType(member, 'a whole number');
    this.#constraints.check(member, value, rule);
    return typeof value === 'number' ? value : undefined;
  }

  flag(member: string): boolean {
    return this.#input[member] === true;
  }

  list(member: string, rule: MemberConstraint = {}): unknown[] | undefined {
    const value = this.#input[member];
    if (value !== undefined && value !== null && !Array.isArray(value)) throw wrongType(member, 'a list');
    this.#constraints.check(member, value, rule);
    return value ?? undefined;
  }

  textMap(member: string): Record<string, string> {
    const value = this.#input[member] ?? {};
    if (!isJsonObject(value)) throw wrongType(member, 'a map of strings');
    const entries = Object.entries(value).map(([key, text]): [string, string] => [key, String(text)]);
    for (const [key, text] of entries) {
      this.#constraints.check(`${member}.key`, key, { minLength: 1, maxLength: 128 });
      this.#constraints.check(`${member}.${key}.member`, text, { maxLength: 256 });
    }
    return Object.fromEntries(entries);
  }

  groupName(): string {
    return this.string('logGroupName', { ...GROUP_NAME, required: true }) ?? '';
  }

  streamName(): string {
    return this.string('logStreamName', { ...STREAM_NAME, required: true }) ?? '';
  }

  /** The group by `logGroupName` or by `logGroupIdentifier`, a name or an ARN; one of the two must be given. */
  groupByNameOrIdentifier(): string {
    const name = this.string('logGroupName', GROUP_NAME);
    const identifier = this.string('logGroupIdentifier', {
      minLength: 1,
      maxLength: 2048,
      pattern: String.raw`[\w#+=/:,.@-]*`,
    });
    if ((name === undefined) === (identifier === undefined)) {
      throw invalidParameter('[rehearsal] give logGroupName or logGroupIdentifier, and not both');
    }
    return name ?? groupNameOfArn(identifier ?? '') ?? identifier ?? '';
  }

  done(): void {
    this.#constraints.throwAs('InvalidParameterException');
  }
}

export function groupNameOfArn(arn: string): string | undefined {
  return GROUP_ARN.exec(arn)?.[1];
}

function wrongType(member: string, expected: string): AwsError {
  return new AwsError('SerializationException', 400, `[rehearsal] ${member} must be ${expected}`);
}
