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
      ['StringLike', 'c?ts', 'cts', false],
      ['StringLike', 'Cats', 'cats', false],
      ['StringLike', 'cats*', 'cats', true],
      ['StringLike', '*s', 'cats and dogs', true],
      ['StringLike', '*at', 'cats', false],
      ['StringLike', '*at', 't', false],
      ['StringEqualsIgnoreCase', 'CATS', 'dogs', false],
      ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
      ['BinaryEquals', 'QmluYXJ5', 'qmluYXJ5', false],
    ],
  );

  operators('condition.negated', 'negated operators hold where no value matches, and where the key is absent', [
    ['StringNotEquals', ['dogs', 'cats'], 'cats', false],
    ['StringNotEquals', ['dogs', 'cats'], 'birds', true],
    ['StringNotEquals', 'cats', undefined, true],
    ['StringNotLike', 'c*', 'cats', false],
    ['StringNotEqualsIgnoreCase', 'CATS', 'cats', false],
    ['StringNotEqualsIgnoreCase', 'CATS', 'dogs', true],
    ['StringNotLike', 'c*', 'dogs', true],
    ['NotIpAddress', '10.0.0.0/8', '11.1.2.3', true],
    ['NumericNotEquals', '10', '11', true],
    ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['ArnNotLike', 'arn:aws:s3:::*', 'arn:aws:sns:::b', true],
    ['ArnNotEquals', 'arn:aws:s3:::*', 'arn:aws:s3:::b', false],
    ['ArnNotEquals', 'arn:aws:s3:::*', 'arn:aws:sns:::b', true],
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
    ['NumericEquals', '0', ' ', false],
    ['NumericLessThan', '10', '11', false],
    ['NumericLessThanEquals', '10', '9', true],
    ['NumericLessThanEquals', '10', '11', false],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10', true],
  ]);

  operators('condition.date', 'Date operators compare ISO 8601 times and epoch seconds', [
    ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z', true],
    ['DateEquals', '1767225600', '2026-01-01T00:00:00Z', true],
    ['DateLessThan', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThan', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['DateGreaterThanEquals', '2025-12-31T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateEquals', '2026-01-01', '2026-01-01T00:00:00Z', true],
    ['DateEquals', '1767225600.5', '2026-01-01T00:00:00.500Z', true],
    ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', false],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', false],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThanEquals', '2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z', false],
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
    ['IpAddress', '203.0.113.0/24', 'nonsense', false],
    ['IpAddress', ['10.0.0.0/8', '203.0.113.0/24'], '203.0.113.77', true],
    // 1, 2 and 4 differ only in the place of their one bit.
    ['IpAddress', '1.0.0.0/8', '2.0.0.0', false],
    ['IpAddress', '128.0.0.0/1', '127.0.0.1', false],
    ['IpAddress', '4.0.0.0/8', '4.255.255.255', true],
    ['IpAddress', '203.0.113.77/32', '203.0.113.76', false],
    ['IpAddress', '0.0.0.0/0', '203.0.113.77', true],
    // No prefix is no network; it must not stand for every address.
    ['IpAddress', '203.0.113.0/', '198.51.100.1', false],
    ['IpAddress', '203.0.113.0/x', '198.51.100.1', false],
    ['IpAddress', '203.0.113.77/33', '203.0.113.77', false],
    ['IpAddress', '203.0.113.0/2a', '203.0.113.0', false],
    ['IpAddress', '2001:db8::/33', '2001:db8:7fff::1', true],
    ['IpAddress', '2001:db8::/33', '2001:db8:8000::1', false],
    ['IpAddress', '2001:db8:0:0:0:0:0:1', '2001:db8::1', true],
    ['IpAddress', '2001:db8::10', '2001:db8::1', false],
    ['IpAddress', '::1', '0:0:0:0:0:0:0:1', true],
    ['IpAddress', '1::/16', '1:2:3:4:5:6:7:8', true],
    ['IpAddress', '1::', '1:0:0:0:0:0:0:0', true],
    ['IpAddress', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:9', false],
    ['IpAddress', '1::2:3', '1:0:0:0:0:0:2:3', true],
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
    // The sixth part may hold colons, and a star in it goes over them.
    ['ArnLike', 'arn:aws:states:us-east-1:1:s*:m', 'arn:aws:states:us-east-1:1:stateMachine:a:m', true],
    ['ArnLike', 'arn:aws:states:us-east-1:1:x*y', 'arn:aws:states:us-east-1:1:x:y', true],
    ['ArnLike', 'arn:aws:states:us-east-1:1:x', 'arn:aws:states:us-east-1:1:x:y', false],
    ['ArnLike', 'arn:aws:states:us-east-1:1:x:y', 'arn:aws:states:us-east-1:1:x:z', false],
    ['ArnLike', 'arn:aws:s3:::b', 'arn:aws:s3', false],
    ['ArnLike', 'arn:aws:s3', 'arn:aws:s3:::b', false],
  ]);

  operators('condition.null', 'Null asks whether the key is absent', [
    ['Null', 'true', undefined, true],
    ['Null', 'true', 'x', false],
    ['Null', 'false', 'x', true],
    ['Null', false, undefined, false],
    ['Null', 'TRUE', undefined, true],
    ['Null', ['true', 'false'], 'x', true],
    ['Null', [], undefined, false],
  ]);

  operators('condition.ifExists', 'IfExists holds where the key is absent', [
    ['StringEqualsIfExists', 'cats', undefined, true],
    ['StringEqualsIfExists', 'cats', 'dogs', false],
    ['NumericLessThanIfExists', '3', '2', true],
    ['StringEqualsIfExists', 'cats', 'cats', true],
    ['StringNotEqualsIfExists', 'cats', undefined, true],
    ['StringNotEqualsIfExists', 'cats', 'cats', false],
    ['ForAnyValue:StringEqualsIfExists', 'cats', undefined, true],
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
      ['ForAnyValue:StringNotEquals', ['a'], ['a'], false],
      ['ForAllValues:StringNotEquals', ['a'], ['a', 'c'], false],
      ['ForSomeValue:StringEquals', ['a'], ['a'], false],
      ['StringEquals', ['a'], ['b', 'a'], true],
      ['StringNotEquals', ['a'], ['b', 'a'], false],
      ['xForAnyValue:StringEquals', ['a'], ['a'], false],
      ['StringEqualsIfExistsX', ['a'], ['a'], false],
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
    for (const operator of ['StringResembles', 'constructor', 'null', '', 'NullX']) {
      expect(conditionHolds({ [operator]: { 'aws:SourceAccount': '123456789012' } }, keys), operator).to.equal(false);
    }
    expect(conditionHolds({ StringEquals: 'aws:SourceAccount' }, keys)).to.equal(false);
    expect(conditionHolds({}, keys)).to.equal(true);
  });

  it('compare with policy variables', () => {
    const keys = contextKeys({ 'aws:ResourceTag/team': 'cats', 'aws:PrincipalTag/team': 'cats' });
    const sameTeam = { StringEquals: { 'aws:ResourceTag/team': `\${${'aws:PrincipalTag/team'}}` } };
    expect(conditionHolds(sameTeam, keys)).to.equal(true);
    expect(conditionHolds(sameTeam, contextKeys({ 'aws:ResourceTag/team': 'cats' }))).to.equal(false);
    // A value's star and question mark are characters, whether the operator takes wildcards or not.
    const odd = contextKeys({ 'aws:ResourceTag/team': 'a*b?', 'aws:PrincipalTag/team': 'a*b?' });
    expect(conditionHolds(sameTeam, odd)).to.equal(true);
    const like = { StringLike: sameTeam.StringEquals };
    expect(conditionHolds(like, odd)).to.equal(true);
    const other = contextKeys({ 'aws:ResourceTag/team': 'axbc', 'aws:PrincipalTag/team': 'a*b?' });
    expect(conditionHolds(like, other)).to.equal(false);
  });
});
