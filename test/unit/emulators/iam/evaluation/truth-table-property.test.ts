import { expect } from 'chai';
import fc from 'fast-check';
import { contextKeys } from '../../../../../emulators/iam/evaluation/access-request.ts';
import { evaluatePolicies, type Policy } from '../../../../../emulators/iam/evaluation/evaluate.ts';
import { rounds } from '../../../../support/rounds.ts';
import {
  isAllowed,
  OPERATORS,
  type PlainCaller,
  type PlainPolicies,
  type PlainQuestion,
  type PlainStatement,
} from './plain-evaluator.ts';

const SEED = 20_261_127;
const ACCOUNT = '000000000000';
const CALLER: PlainCaller = {
  root: `arn:aws:iam::${ACCOUNT}:root`,
  role: `arn:aws:iam::${ACCOUNT}:role/worker`,
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session`,
};
const OTHER_ROLE = `arn:aws:iam::${ACCOUNT}:role/other`;

/** By kind: values of requests and of policies; few, so that they often meet. */
const VALUES: Readonly<Record<string, { readonly actual: readonly string[]; readonly wanted: readonly string[] }>> = {
  text: { actual: ['cat', 'CAT', 'dog'], wanted: ['cat', 'dog', 'c*', '?at', '*', 'd?'] },
  number: { actual: ['1', '2.0', '10'], wanted: ['1', '2', '9.5'] },
  date: {
    actual: ['2026-01-01T00:00:00Z', '1767225601'],
    wanted: ['2026-01-01T00:00:00Z', '1767225600', '2027-06-01T00:00:00Z'],
  },
  flag: { actual: ['true', 'false'], wanted: ['true', 'false'] },
  address: {
    actual: ['10.1.2.3', '192.168.0.1'],
    wanted: ['10.0.0.0/8', '10.1.2.3', '192.168.0.0/31', '10.1.2.4/30', '0.0.0.0/0'],
  },
  arn: {
    actual: [CALLER.role, 'arn:aws:s3:::b'],
    wanted: ['arn:aws:iam::*:role/*', 'arn:aws:s3:::?', 'arn:*:s3:::b', OTHER_ROLE],
  },
};
const KINDS = Object.keys(VALUES);
const keyOf = (kind: string) => `test:${kind}`;
const some = <T>(choices: readonly T[], most = 2) =>
  fc.array(fc.constantFrom(...choices), { minLength: 1, maxLength: most });

const operator = (kind: string) =>
  fc
    .tuple(
      fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom(...(OPERATORS[kind] ?? [])),
      fc.constantFrom('', '', 'IfExists'),
    )
    .map((parts) => parts.join(''));
const condition = fc
  .constantFrom(...KINDS)
  .chain((kind) =>
    fc
      .tuple(
        fc.oneof({ weight: 6, arbitrary: operator(kind) }, { weight: 1, arbitrary: fc.constant('Null') }),
        some(VALUES[kind]?.wanted ?? []),
        some(['true', 'false'], 1),
      )
      .map(([name, wanted, flag]) => ({ [name]: { [keyOf(kind)]: name === 'Null' ? flag : wanted } })),
  );
const actions = some(['s3:GetObject', 's3:Get*', 's3:*', '*', 's3:PutObject', 'S3:getobject', 'iam:?etRole']);
const resources = some([
  '*',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::b/a',
  'arn:aws:s3:::?/a',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
  'arn:aws:s3:::${user}/a',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
  "arn:aws:s3:::${user, 'b'}/a",
]);
const principals = some([CALLER.root, CALLER.role, CALLER.session, OTHER_ROLE]);

/** Allows more often than it denies, and mostly speaks of the request: else nearly everything would be denied. */
const statement: fc.Arbitrary<PlainStatement> = fc
  .tuple(
    fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
    fc.oneof(
      { weight: 3, arbitrary: actions.map((Action) => ({ Action })) },
      { weight: 1, arbitrary: actions.map((NotAction) => ({ NotAction })) },
    ),
    fc.oneof(
      { weight: 3, arbitrary: resources.map((Resource) => ({ Resource })) },
      { weight: 1, arbitrary: resources.map((NotResource) => ({ NotResource })) },
    ),
    fc.option(
      condition.map((Condition) => ({ Condition })),
      { nil: {} },
    ),
  )
  .map(([Effect, about, on, when]) => ({ Effect, ...about, ...on, ...when }));
const statements = fc.array(statement, { minLength: 1, maxLength: 3 });
const resourceStatements = fc.array(
  fc.tuple(statement, principals).map(([one, AWS]) => ({ ...one, Principal: { AWS } })),
  { minLength: 1, maxLength: 3 },
);
const policies: fc.Arbitrary<PlainPolicies> = fc.record({
  identity: fc.array(statements, { maxLength: 2 }),
  boundary: fc.option(statements, { nil: undefined }),
  resource: fc.option(resourceStatements, { nil: undefined }),
});

/** A key has one value where an operator without a quantifier may ask for it: several are IAM's own business there. */
const values = (kind: string) => fc.option(some(VALUES[kind]?.actual ?? [], 1), { nil: undefined });
const question: fc.Arbitrary<PlainQuestion> = fc
  .tuple(
    fc.constantFrom('s3:GetObject', 's3:PutObject', 'iam:GetRole'),
    fc.constantFrom('arn:aws:s3:::b/a', 'arn:aws:s3:::c/a', 'arn:aws:s3:::b/x/y'),
    fc.tuple(...KINDS.map(values)),
    fc.option(fc.constantFrom('b', 'c'), { nil: undefined }),
  )
  .map(([action, resource, given, user]) => {
    const named = KINDS.flatMap((kind, at) => (given[at] === undefined ? [] : [[keyOf(kind), given[at]] as const]));
    return {
      action,
      resource,
      keys: { ...Object.fromEntries(named), ...(user === undefined ? {} : { user: [user] }) },
    };
  });

const policyOf = (name: string, given: readonly PlainStatement[]): Policy => ({
  name,
  statements: given.map((one) => ({ ...one })),
});

function decided({ action, resource, keys }: PlainQuestion, given: PlainPolicies): boolean {
  const caller = { accountId: ACCOUNT, arn: CALLER.session, roleArn: CALLER.role };
  const set = {
    identity: given.identity.map((one, at) => policyOf(`identity ${at}`, one)),
    ...(given.boundary === undefined ? {} : { boundary: policyOf('boundary', given.boundary) }),
    ...(given.resource === undefined ? {} : { resource: policyOf('resource', given.resource) }),
  };
  return evaluatePolicies(caller, { action, resource, keys: contextKeys(keys) }, set).isAllowed;
}

describe("IAM's decision", () => {
  it('is that of a second evaluator, whatever policies, boundary, resource policy and conditions there are', () => {
    let allowed = 0;
    const { numRuns } = rounds(1_000, 3_000);
    fc.assert(
      fc.property(question, policies, (asked, given) => {
        const expected = isAllowed(CALLER, asked, given);
        if (expected) allowed += 1;
        expect(decided(asked, given)).to.equal(expected);
      }),
      { numRuns, seed: SEED },
    );
    // Else the comparison would have said little.
    expect(allowed).to.be.within(numRuns / 10, (numRuns * 9) / 10);
  });

  it('by conditions on several values is that of a second evaluator', () => {
    const several = fc
      .constantFrom(...KINDS)
      .chain((kind) =>
        fc.tuple(
          fc.constant(kind),
          fc.constantFrom('ForAllValues:', 'ForAnyValue:'),
          fc.constantFrom(...(OPERATORS[kind] ?? [])),
          some(VALUES[kind]?.wanted ?? [], 3),
          fc.array(fc.constantFrom(...(VALUES[kind]?.actual ?? [])), { maxLength: 3 }),
        ),
      );
    fc.assert(
      fc.property(several, ([kind, quantifier, name, wanted, actual]) => {
        const Condition = { [quantifier + name]: { [keyOf(kind)]: wanted } };
        const allow = [{ Effect: 'Allow' as const, Action: ['*'], Resource: ['*'], Condition }];
        const asked = { action: 's3:GetObject', resource: '*', keys: { [keyOf(kind)]: actual } };
        const given = { identity: [allow], boundary: undefined, resource: undefined };
        expect(decided(asked, given)).to.equal(isAllowed(CALLER, asked, given));
      }),
      { ...rounds(300, 1_000), seed: SEED },
    );
  });
});
