/** A reason why a value cannot be used, and what to do; without the key and the value, which the reader adds. */
export type Rule<T> = (value: T) => string | undefined;

/** Why a value is refused: by a rule that the reader puts behind key and value, or by lines that name its members. */
export class Refused {
  readonly rule: string | undefined;
  readonly lines: readonly string[];

  constructor(rule: string | undefined, lines: readonly string[] = []) {
    this.rule = rule;
    this.lines = lines;
  }
}

/** One thing that can be chosen about a workflow: as a key of the stack's configuration and as an argument of the component. */
export interface Setting<T> {
  /** As Pulumi.yaml has it; what may be left out is text there, since an empty text says so. */
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly default: T;
  /** Units stand in the key, or here. */
  readonly description: string;
  /** A value that may be encrypted: it goes where secrets stay secrets, and decides about no other resource. */
  readonly mayBeSecret?: true;
  /** The value that Pulumi hands over as `text`; text of another kind as it is, which `accept` refuses. */
  readonly fromText: (text: string) => unknown;
  readonly accept: (value: unknown) => T | Refused;
}

type Facts<T> = Pick<Setting<T>, 'default' | 'description' | 'mayBeSecret'>;

export function text(rule: Rule<string>, facts: Facts<string>): Setting<string> {
  return { ...facts, type: 'string', fromText: (given) => given, accept: (value) => acceptText(value, rule) };
}

/** A text that may be left out. */
export function optionalText(rule: Rule<string>, facts: Omit<Facts<string>, 'default'>): Setting<string | undefined> {
  return {
    ...facts,
    type: 'string',
    default: undefined,
    fromText: textOrNothing,
    accept: (value) => (value === undefined ? undefined : acceptText(value, rule)),
  };
}

/** One of a few texts. */
export function choice<T extends string>(values: readonly T[], facts: Facts<T>): Setting<T> {
  const accept = (value: unknown) =>
    values.find((known) => known === value) ?? new Refused(`must be one of ${values.join(', ')}`);
  return { ...facts, type: 'string', fromText: (given) => given, accept };
}

export function integer(rule: Rule<number>, facts: Facts<number>): Setting<number> {
  return { ...facts, type: 'integer', fromText: integerOrText, accept: (value) => acceptInteger(value, rule) };
}

export function optionalInteger(
  rule: Rule<number>,
  facts: Omit<Facts<number>, 'default'>,
): Setting<number | undefined> {
  return {
    ...facts,
    type: 'string',
    default: undefined,
    fromText: (given) => (given === '' ? undefined : integerOrText(given)),
    accept: (value) => (value === undefined ? undefined : acceptInteger(value, rule)),
  };
}

export function boolean(facts: Facts<boolean>): Setting<boolean> {
  return {
    ...facts,
    type: 'boolean',
    fromText: (given) => (given === 'true' || given === 'false' ? given === 'true' : given),
    accept: (value) => (typeof value === 'boolean' ? value : new Refused('must be true or false')),
  };
}

/** An amount of money that may be left out; text in Pulumi.yaml, whose types know whole numbers only. */
export function optionalAmount(facts: Omit<Facts<number>, 'default'>): Setting<number | undefined> {
  return {
    ...facts,
    type: 'string',
    default: undefined,
    fromText: (given) => (/^\d{1,9}(?:\.\d+)?$/.test(given) ? Number(given) : textOrNothing(given)),
    accept: acceptAmount,
  };
}

/** A share of something; text in Pulumi.yaml, whose types know whole numbers only. */
export function fraction(facts: Facts<number>): Setting<number> {
  const rule = new Refused('must be a number between 0 and 1, such as 0.2');
  return {
    ...facts,
    type: 'string',
    fromText: (given) => (/^\d?\.\d+$/.test(given) ? Number(given) : given),
    accept: (value) => (typeof value === 'number' && value > 0 && value < 1 ? value : rule),
  };
}

/** A share that may be left out. */
export function optionalFraction(facts: Omit<Facts<number>, 'default'>): Setting<number | undefined> {
  const { accept, fromText, type } = fraction({ ...facts, default: 0 });
  return {
    ...facts,
    type,
    default: undefined,
    fromText: (given) => (given === '' ? undefined : fromText(given)),
    accept: (value) => (value === undefined ? undefined : accept(value)),
  };
}

export function texts(rule: Rule<readonly string[]>, facts: Facts<readonly string[]>): Setting<readonly string[]> {
  const accept = (value: unknown) => {
    if (!isTextList(value)) return new Refused('must be a list of texts');
    return judged(value, rule);
  };
  return { ...facts, type: 'array', fromText: json, accept };
}

/** An object of texts; `check` gives the texts, or lines that say what is wrong with which member. */
export function object(
  check: (members: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>> | readonly string[],
  facts: Facts<Readonly<Record<string, string>>>,
): Setting<Readonly<Record<string, string>>> {
  const accept = (value: unknown) => {
    if (!isObject(value))
      return new Refused(typeof value === 'string' ? NOT_JSON : 'must be an object of names and values');
    const checked = check(value);
    return isLines(checked) ? new Refused(undefined, checked) : checked;
  };
  return { ...facts, type: 'object', fromText: json, accept };
}

const NOT_JSON = 'must be JSON; set its members with `pulumi config set --path`';

function acceptText(value: unknown, rule: Rule<string>): string | Refused {
  return typeof value === 'string' ? judged(value, rule) : new Refused('must be text');
}

function acceptInteger(value: unknown, rule: Rule<number>): number | Refused {
  if (typeof value !== 'number' || !Number.isInteger(value)) return new Refused('must be a whole number');
  return judged(value, rule);
}

function acceptAmount(value: unknown): number | undefined | Refused {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY))
    return new Refused('must be a number such as 1.5, without a sign or currency');
  return value > 0 ? value : new Refused('must be more than 0; leave it empty for none');
}

function judged<T>(value: T, rule: Rule<T>): T | Refused {
  const problem = rule(value);
  return problem === undefined ? value : new Refused(problem);
}

function textOrNothing(given: string): string | undefined {
  return given === '' ? undefined : given;
}

function integerOrText(given: string): number | string {
  return /^-?\d+$/.test(given) ? Number(given) : given;
}

function json(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

function isLines(checked: object): checked is readonly string[] {
  return Array.isArray(checked);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
