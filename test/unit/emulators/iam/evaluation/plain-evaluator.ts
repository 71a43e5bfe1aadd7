// IAM's evaluation, written once more from its documentation and for the policies of this test alone, by regular expressions and
// sums of cases: it shares nothing with the emulator's.

export interface PlainStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly Principal?: { readonly AWS: readonly string[] };
}

export interface PlainQuestion {
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

export interface PlainPolicies {
  readonly identity: readonly (readonly PlainStatement[])[];
  readonly boundary: readonly PlainStatement[] | undefined;
  readonly resource: readonly PlainStatement[] | undefined;
}

export interface PlainCaller {
  readonly root: string;
  readonly role: string;
  readonly session: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function isAllowed(caller: PlainCaller, question: PlainQuestion, policies: PlainPolicies): boolean {
  const { root, role, session } = caller;
  const speaking = (statements: readonly PlainStatement[] = []) => statements.filter((one) => speaks(one, question));
  const identity = speaking(policies.identity.flat());
  const boundary = speaking(policies.boundary);
  const resource = speaking(policies.resource);
  const naming = (...names: string[]) =>
    resource.filter(({ Principal }) => names.some((name) => Principal?.AWS.includes(name)));
  const isDenied = [...identity, ...boundary, ...naming(root, role, session)].some(({ Effect }) => Effect === 'Deny');
  const allows = (statements: readonly PlainStatement[]) => statements.some(({ Effect }) => Effect === 'Allow');
  if (isDenied) return false;
  // What the session is given by its own name is not bounded.
  if (allows(naming(session))) return true;
  return (allows(identity) || allows(naming(role))) && (policies.boundary === undefined || allows(boundary));
}

function speaks(statement: PlainStatement, { action, resource, keys }: PlainQuestion): boolean {
  const { Action, NotAction = [], Resource, NotResource = [], Condition = {} } = statement;
  const isAction = (pattern: string) => wildcards(pattern, 'i').test(action);
  const isResource = (pattern: string) => {
    const filled = filledIn(pattern, keys);
    return filled !== undefined && wildcards(filled).test(resource);
  };
  const isAbout = Action === undefined ? !NotAction.some(isAction) : Action.some(isAction);
  const isOn = Resource === undefined ? !NotResource.some(isResource) : Resource.some(isResource);
  const blocks = Object.entries(Condition).flatMap(([operator, block]) =>
    Object.entries(block).map(([key, wanted]) => holds(operator, wanted, keys[key])),
  );
  return isAbout && isOn && blocks.every(Boolean);
}

function wildcards(pattern: string, flags = ''): RegExp {
  const parts = [...pattern].map((sign) => (sign === '*' ? '.*' : sign === '?' ? '.' : sign.replace(/[^\w]/, '\\$&')));
  return new RegExp(`^${parts.join('')}$`, `${flags}s`);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html; values here hold no wildcards. */
function filledIn(pattern: string, keys: PlainQuestion['keys']): string | undefined {
  const [, before = '', key = '', fallback, after = ''] = /^(.*)\$\{([\w:]+)(?:, '(\w+)')?\}(.*)$/.exec(pattern) ?? [];
  if (key === '') return pattern;
  const values = keys[key];
  const value = values?.length === 1 ? values[0] : fallback;
  return value === undefined ? undefined : before + value + after;
}

type Test = (wanted: string, actual: string) => boolean;

const seconds = (text: string) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000);
const address = (text: string) => text.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringEqualsIgnoreCase: (wanted, actual) => wanted.toUpperCase() === actual.toUpperCase(),
  StringLike: (wanted, actual) => wildcards(wanted).test(actual),
  NumericEquals: (wanted, actual) => Number(wanted) === Number(actual),
  NumericLessThan: (wanted, actual) => Number(actual) < Number(wanted),
  NumericGreaterThanEquals: (wanted, actual) => Number(actual) >= Number(wanted),
  DateLessThan: (wanted, actual) => seconds(actual) < seconds(wanted),
  DateGreaterThanEquals: (wanted, actual) => seconds(actual) >= seconds(wanted),
  Bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  IpAddress: (wanted, actual) => {
    const [network = '', bits = '32'] = wanted.split('/');
    const size = 2 ** (32 - Number(bits));
    return Math.floor(address(network) / size) === Math.floor(address(actual) / size);
  },
  ArnLike: (wanted, actual) => {
    const [patterns, parts] = [wanted.split(':'), actual.split(':')];
    return (
      patterns.length === parts.length && patterns.every((pattern, at) => wildcards(pattern).test(parts[at] ?? ''))
    );
  },
};
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  NotIpAddress: 'IpAddress',
  ArnNotLike: 'ArnLike',
};

/** Without a quantifier and with it, the operators that a key of this kind takes. */
export const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  text: [
    'StringEquals',
    'StringEqualsIgnoreCase',
    'StringLike',
    'StringNotEquals',
    'StringNotEqualsIgnoreCase',
    'StringNotLike',
  ],
  number: ['NumericEquals', 'NumericLessThan', 'NumericGreaterThanEquals', 'NumericNotEquals'],
  date: ['DateLessThan', 'DateGreaterThanEquals'],
  flag: ['Bool'],
  address: ['IpAddress', 'NotIpAddress'],
  arn: ['ArnLike', 'ArnNotLike'],
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(operator: string, wanted: readonly string[], actual: readonly string[] | undefined): boolean {
  if (operator === 'Null') return wanted.some((text) => text === String(actual === undefined));
  const [, quantifier, name = '', ifExists] = /^(?:(For\w+):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const negated = NEGATED[name];
  const test = TESTS[negated ?? name];
  if (test === undefined) throw new Error(`there is no ${operator}`);
  const fits = (value: string) => wanted.some((one) => test(one, value)) === (negated === undefined);
  if (actual === undefined && ifExists !== undefined) return true;
  if (quantifier === 'ForAllValues') return (actual ?? []).every(fits);
  if (quantifier === 'ForAnyValue') return (actual ?? []).some(fits);
  // The key has one value, or none: then only a negated operator holds.
  return actual === undefined ? negated !== undefined : actual.every(fits);
}
