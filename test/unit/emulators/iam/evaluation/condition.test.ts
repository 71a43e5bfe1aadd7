import { expect } from 'chai';
import { contextKeys } from '../../../../../emulators/iam/evaluation/access-request.ts';
import { conditionHolds } from '../../../../../emulators/iam/evaluation/condition.ts';
import { rule } from '../../../../support/rule.ts';

const OPERATORS = 'IAM User Guide, "IAM JSON policy elements: Condition operators"';
const MULTIVALUED = 'IAM User Guide, "Single-valued vs. multivalued context keys"';

type Values = Readonly<Record<string, string | readonly string[]>>;
/** Operator, wanted value, actual value (absent: no such key), whether it holds. */
type Case = readonly [
  operator: string,
  wanted: unknown,
  actual: string | readonly string[] | undefined,
  holds: boolean,
];

function check(cases: readonly Case[]): void {
  for (const [operator, wanted, actual, holds] of cases) {
    const keys: Values = actual === undefined ? {} : { 'aws:Key': actual };
    const told = `${operator} ${JSON.stringify(wanted)} on ${JSON.stringify(actual)}`;
    expect(conditionHolds({ [operator]: { 'AWS:key': wanted } }, contextKeys(keys)), told).to.equal(holds);
  }
}

const operators = (id: string, aws: string, cases: readonly Case[], source = OPERATORS) =>
  rule({ table: 'iam', id, aws, here: 'same', wording: 'none', source }, () => check(cases));

describe('conditions of policies', () => {
  operators(
    'condition.string',
    'String operators compare whole texts; Like takes * and ?; several values mean any of them',
    [
      ['StringEquals', 'cats', 'cats', true],
      ['StringEquals', 'cats', 'Cats', false],
      ['StringEquals', 'c*', 'cats', false],
      ['StringEquals', ['dogs', 'cats'], 'cats', true],
      ['StringEquals', 'cats', undefined, false],
      ['StringEqualsIgnoreCase', 'cats', 'CATS', true],
      ['StringLike', 'dataset/train/*', 'dataset/train/', true],
      ['StringLike', 'dataset/train/*', 'dataset/test/', false],
      ['StringLike', 'c?ts', 'cuts', true],
    ],
  );

  operators('condition.negated', 'negated operators hold where no value matches, and where the key is absent', [
    ['StringNotEquals', ['dogs', 'cats'], 'cats', false],
    ['StringNotEquals', ['dogs', 'cats'], 'birds', true],
    ['StringNotEquals', 'cats', undefined, true],
    ['StringNotLike', 'c*', 'cats', false],
    ['StringNotEqualsIgnoreCase', 'CATS', 'cats', false],
    ['ArnNotLike', 'arn:aws:s3:::*', 'arn:aws:s3:::b', false],
    ['NotIpAddress', '10.0.0.0/8', '10.1.2.3', false],
    ['NumericNotEquals', '10', '10', false],
    ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', true],
  ]);

  operators('condition.numeric', 'Numeric operators compare numbers', [
    ['NumericEquals', '10', '10.0', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', 10, '10', true],
    ['NumericGreaterThan', '10', '100', true],
    ['NumericGreaterThanEquals', '10', '9', false],
    ['NumericEquals', '10', 'ten', false],
  ]);

  operators('condition.date', 'Date operators compare ISO 8601 times and epoch seconds', [
    ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z', true],
    ['DateEquals', '1767225600', '2026-01-01T00:00:00Z', true],
    ['DateLessThan', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThan', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['DateGreaterThanEquals', '2025-12-31T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ]);

  operators('condition.bool', 'Bool compares true and false, and does not hold without the key', [
    ['Bool', 'false', 'false', true],
    ['Bool', true, 'true', true],
    ['Bool', 'true', 'false', false],
    ['Bool', 'false', undefined, false],
    ['BoolIfExists', 'false', undefined, true],
  ]);

  operators('condition.ip', 'IpAddress takes an address or a CIDR range, IPv4 or IPv6', [
    ['IpAddress', '203.0.113.0/24', '203.0.113.77', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.77', false],
    ['IpAddress', '203.0.113.77', '203.0.113.77', true],
    ['IpAddress', '2001:db8:1234:5678::/64', '2001:db8:1234:5678:1::2', true],
    ['IpAddress', '2001:db8:1234:5678::/64', '2001:db8:1234:5679::2', false],
    ['IpAddress', '0.0.0.0/0', '::1', false],
    ['IpAddress', 'nonsense', '203.0.113.77', false],
  ]);

  operators('condition.arn', 'Arn operators match each of an ARN’s six parts by itself; Equals does what Like does', [
    [
      'ArnLike',
      'arn:aws:states:*:123456789012:stateMachine:*',
      'arn:aws:states:us-east-1:123456789012:stateMachine:m',
      true,
    ],
    [
      'ArnEquals',
      'arn:aws:states:*:123456789012:stateMachine:m?',
      'arn:aws:states:us-east-1:123456789012:stateMachine:mm',
      true,
    ],
    ['ArnLike', 'arn:aws:*:123456789012:stateMachine:m', 'arn:aws:states:us-east-1:123456789012:stateMachine:m', false],
    ['ArnLike', 'arn:aws:sns:*:*:t', 'arn:aws:sns:us-east-1:1:u', false],
  ]);

  operators('condition.null', 'Null asks whether the key is absent', [
    ['Null', 'true', undefined, true],
    ['Null', 'true', 'x', false],
    ['Null', 'false', 'x', true],
    ['Null', false, undefined, false],
  ]);

  operators('condition.ifExists', 'IfExists holds where the key is absent', [
    ['StringEqualsIfExists', 'cats', undefined, true],
    ['StringEqualsIfExists', 'cats', 'dogs', false],
    ['NumericLessThanIfExists', '3', '2', true],
  ]);

  operators(
    'condition.multivalued',
    'ForAllValues wants every value of the key to match, and holds without any; ForAnyValue wants one',
    [
      ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
      ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
      ['ForAllValues:StringEquals', ['a'], undefined, true],
      ['ForAnyValue:StringLike', ['a*'], ['b', 'ab'], true],
      ['ForAnyValue:StringLike', ['a*'], ['b', 'c'], false],
      ['ForAnyValue:StringEquals', ['a'], undefined, false],
      ['ForAllValues:StringNotEquals', ['a'], ['b', 'c'], true],
      ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ],
    MULTIVALUED,
  );

  it('hold only where every operator and every key does', () => {
    const keys = contextKeys({
      'aws:SourceAccount': '123456789012',
      'aws:SourceArn': 'arn:aws:lambda:us-east-1:1:function:f',
    });
    const both = (account: string) => ({
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': 'arn:aws:lambda:*:*:function:*' },
    });
    expect(conditionHolds(both('123456789012'), keys)).to.equal(true);
    expect(conditionHolds(both('210987654321'), keys)).to.equal(false);
    expect(conditionHolds({ StringEquals: { 'aws:SourceAccount': '123456789012', 'aws:Other': 'x' } }, keys)).to.equal(
      false,
    );
    expect(conditionHolds({ StringResembles: { 'aws:SourceAccount': '123456789012' } }, keys)).to.equal(false);
  });

  it('compare with policy variables', () => {
    const keys = contextKeys({ 'aws:ResourceTag/team': 'cats', 'aws:PrincipalTag/team': 'cats' });
    const sameTeam = { StringEquals: { 'aws:ResourceTag/team': `\${${'aws:PrincipalTag/team'}}` } };
    expect(conditionHolds(sameTeam, keys)).to.equal(true);
    expect(conditionHolds(sameTeam, contextKeys({ 'aws:ResourceTag/team': 'cats' }))).to.equal(false);
  });
});
