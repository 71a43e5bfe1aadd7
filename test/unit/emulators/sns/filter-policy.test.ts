import { expect } from 'chai';
import { AwsError } from '../../../../emulators/core/wire/aws-error.ts';
import { FilteredMessage, matchesPolicy } from '../../../../emulators/sns/filter-policy/match-filter-policy.ts';
import { type FilterScope, parseFilterPolicy } from '../../../../emulators/sns/filter-policy/parse-filter-policy.ts';
import { type Rule, rule } from '../../../support/rule.ts';

const RECORDING =
  'https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/sns/test_sns_filter_policy.snapshot.json';
const FILTERS = 'https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html';
const same = (id: string, aws: string, source: string, wording: Rule['wording'] = 'none'): Rule => ({
  table: 'sns',
  id,
  aws,
  here: 'same',
  wording,
  source,
});

function refusalOf(policy: unknown, scope: FilterScope = 'MessageBody'): string {
  try {
    parseFilterPolicy(typeof policy === 'string' ? policy : JSON.stringify(policy), scope, '');
    return 'taken';
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}

const attributes = (given: Readonly<Record<string, string | number | readonly unknown[]>>) =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (typeof value === 'string') return [name, { Type: 'String', Value: value }];
      if (typeof value === 'number') return [name, { Type: 'Number', Value: String(value) }];
      return [name, { Type: 'String.Array', Value: JSON.stringify(value) }];
    }),
  );
const byAttributes = (policy: object, given: Parameters<typeof attributes>[0]) =>
  matchesPolicy({ ...policy }, 'MessageAttributes', new FilteredMessage('text', attributes(given)));
const byBody = (policy: object, body: unknown) =>
  matchesPolicy({ ...policy }, 'MessageBody', new FilteredMessage(JSON.stringify(body), {}));

describe('filter policies of SNS', () => {
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['a list in a list', { key: [['value']] }, 'Match value must be String, number, true, false, or null'],
    ['an unknown operator', { key: [{ 'wrong-operator': true }] }, 'Unrecognized match type wrong-operator'],
    ['two operators', { key: [{ suffix: 'a', prefix: 'b' }] }, 'Only one key allowed in match expression'],
    ['a suffix that is no text', { key: [{ suffix: 100 }] }, 'suffix match pattern must be a string'],
    ['a value without a list', { key: { suffix: 'value' } }, '"suffix" must be an object or an array'],
    ['a key without a list', { key_a: 'value_one' }, '"key_a" must be an object or an array'],
    ['an empty numeric', { key: [{ numeric: [] }] }, 'Invalid member in numeric match: ]'],
    ['no numeric operator', { key: [{ numeric: ['operator'] }] }, 'Unrecognized numeric range operator: operator'],
    ['a number first', { key: [{ numeric: [1, '<='] }] }, 'Invalid member in numeric match: 1'],
    ['a text for a number', { key: [{ numeric: ['=', '000'] }] }, 'Value of equals must be numeric'],
    ['a missing number', { key: [{ numeric: ['>='] }] }, 'Value of >= must be numeric'],
    ['a range from above', { key: [{ numeric: ['<', 100, '>', 10] }] }, 'Too many elements in numeric expression'],
    ['two lower bounds', { key: [{ numeric: ['>=', 1, '>', 2] }] }, 'Bad numeric range operator: >'],
    ['an empty range', { key: [{ numeric: ['>', 3, '<', 1] }] }, 'Bottom must be less than top'],
    ['a range without its end', { key: [{ numeric: ['>', 20, '<='] }] }, 'Value of <= must be numeric'],
    ['a range without its operator', { key: [{ numeric: ['>', 20, 30] }] }, 'Bad value in numeric range: 30'],
    ['a strange second operator', { key: [{ numeric: ['>', 20, 'test'] }] }, 'Bad numeric range operator: test'],
    ['a text below', { key: [{ numeric: ['>', '20', '<', '30'] }] }, 'Value of > must be numeric'],
    ['a text above', { key: [{ numeric: ['>', 20, '<', '30'] }] }, 'Value of < must be numeric'],
    ['three terms', { key: [{ numeric: ['>', 20, '<', 30, '<', 50] }] }, 'Too many terms in numeric range expression'],
    ['exists of a text', { key: [{ exists: 'no' }] }, 'exists match pattern must be either true or false.'],
    ['more than 150 values', { key: Array.from({ length: 151 }, (_, at) => `v${at}`) }, 'Filter policy is too complex'],
    [
      'six keys',
      Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => [key, ['v']])),
      'Filter policy can not have more than 5 keys',
    ],
  ];
  for (const [what, policy, text] of refused) {
    rule(same(`filter.refused, ${what}`, 'is refused', RECORDING, 'partly AWS'), () => {
      expect(refusalOf(policy)).to.equal(`Invalid parameter: FilterPolicy: ${text}`);
    });
  }

  rule(same('filter.complexity', 'the values of all keys are multiplied, and by the depth of each', RECORDING), () => {
    const values = (count: number) => Array.from({ length: count }, (_, at) => `v${at}`);
    expect(refusalOf({ a: values(15), b: values(10) })).to.equal('taken');
    expect(refusalOf({ a: values(16), b: values(10) })).to.match(/too complex$/);
    expect(refusalOf({ a: { b: values(75) } })).to.equal('taken');
    expect(refusalOf({ a: { b: values(76) } })).to.match(/too complex$/);
  });

  rule(same('filter.nested', 'attributes have no keys within keys', RECORDING, 'AWS'), () => {
    const policy = { object: { key: [{ prefix: 'auto-' }] } };
    expect(refusalOf(policy, 'MessageAttributes')).to.equal(
      'Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy',
    );
    expect(refusalOf(policy)).to.equal('taken');
  });

  it('are refused when they are no JSON object, by a text of ours where AWS’s is not known', () => {
    expect(refusalOf('{')).to.equal('Invalid parameter: FilterPolicy: failed to parse JSON.');
    expect(refusalOf([])).to.match(/FilterPolicy: \[rehearsal\] a filter policy is a JSON object$/);
  });

  rule(same('filter.attributes', 'every key must match by one of its values', FILTERS), () => {
    const policy = { store: ['a', 'b'], price: [{ numeric: ['>', 0, '<=', 100] }] };
    expect(byAttributes(policy, { store: 'b', price: 100 })).to.equal(true);
    expect(byAttributes(policy, { store: 'b', price: 101 })).to.equal(false);
    expect(byAttributes(policy, { store: 'c', price: 1 })).to.equal(false);
    expect(byAttributes(policy, { store: 'a' })).to.equal(false);
    expect(byAttributes({ price: [{ numeric: ['=', 99] }] }, { price: '99' })).to.equal(false);
    expect(byAttributes({ sports: ['rugby'] }, { sports: ['soccer', 'rugby'] })).to.equal(true);
  });

  rule(
    same('filter.operators', 'prefix, suffix, equals-ignore-case, wildcard, cidr, anything-but and exists', FILTERS),
    () => {
      const rows: readonly (readonly [unknown, string, boolean])[] = [
        [{ prefix: 'bas' }, 'baseball', true],
        [{ prefix: 'bas' }, 'a bas', false],
        [{ suffix: 'ball' }, 'baseball', true],
        [{ 'equals-ignore-case': 'TENNIS' }, 'tennis', true],
        [{ wildcard: '*ball' }, 'baseball', true],
        [{ wildcard: 'b*e*l' }, 'baseball', true],
        [{ wildcard: 'ba*ba' }, 'ba', false],
        [{ cidr: '10.0.0.0/24' }, '10.0.0.255', true],
        [{ cidr: '10.0.0.0/24' }, '10.0.1.0', false],
        [{ 'anything-but': ['rugby', 'tennis'] }, 'baseball', true],
        [{ 'anything-but': ['rugby', 'tennis'] }, 'rugby', false],
        [{ 'anything-but': { prefix: 'order-' } }, 'order-1', false],
        [{ 'anything-but': { suffix: 'ball' } }, 'tennis', true],
        [{ exists: true }, 'x', true],
        [{ exists: false }, 'x', false],
      ];
      for (const [condition, value, isMatch] of rows) {
        expect(byAttributes({ k: [condition] }, { k: value }), `${JSON.stringify(condition)} ${value}`).to.equal(
          isMatch,
        );
      }
      expect(byAttributes({ k: [{ exists: false }] }, {})).to.equal(true);
      expect(byAttributes({ k: [{ 'anything-but': 'x' }] }, {})).to.equal(false);
    },
  );

  rule(same('filter.null', 'null stands for an attribute that is not there', `${RECORDING} test_filter_policy`), () => {
    expect(byAttributes({ attr1: [null, { 'anything-but': 'whatever' }] }, {})).to.equal(true);
    expect(byAttributes({ attr1: [null] }, { attr1: 'x' })).to.equal(false);
  });

  rule(
    same(
      'filter.body',
      'a body is matched at any depth, lists by any of their elements; what is no JSON object never',
      FILTERS,
    ),
    () => {
      const policy = { object: { key: [{ prefix: 'auto-' }], other: [true, null] } };
      expect(byBody(policy, { object: { key: 'auto-1', other: true } })).to.equal(true);
      expect(byBody(policy, { object: { key: 'auto-1', other: null } })).to.equal(true);
      expect(byBody(policy, { object: { key: 'auto-1' } })).to.equal(false);
      expect(byBody({ a: { b: ['x'] } }, { a: [{ b: 'y' }, { b: ['x'] }] })).to.equal(true);
      expect(byBody({ a: [1] }, { a: [2, [1]] })).to.equal(true);
      expect(byBody({ a: [{ exists: false }] }, 'text')).to.equal(false);
    },
  );

  rule(same('filter.or', '$or takes one of its alternatives', FILTERS), () => {
    const policy = { source: ['s'], $or: [{ metric: ['CPU'] }, { namespace: ['EC2', 'ES'] }] };
    expect(byBody(policy, { source: 's', metric: 'CPU' })).to.equal(true);
    expect(byBody(policy, { source: 's', namespace: 'ES' })).to.equal(true);
    expect(byBody(policy, { source: 's', namespace: 'X' })).to.equal(false);
    expect(byBody(policy, { metric: 'CPU' })).to.equal(false);
  });
});
