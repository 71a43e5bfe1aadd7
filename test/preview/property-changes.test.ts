import { expect } from 'chai';
import fc from 'fast-check';
import { propertyChanges, sameJson } from '../../preview/compare/property-change.ts';
import { statementChanges } from '../../preview/compare/statement-changes.ts';

describe('changes between two JSON values', () => {
  it('are shown by the deepest path at which they differ', () => {
    const before = { a: { b: 1, gone: 'x' }, same: [1, 2], 'odd key': true };
    const after = { a: { b: 2, come: null }, same: [1, 2], 'odd key': false };
    expect(propertyChanges(before, after)).to.deep.equal([
      { path: 'a.b', before: 1, after: 2 },
      { path: 'a.gone', before: 'x' },
      { path: 'a.come', after: null },
      { path: '["odd key"]', before: true, after: false },
    ]);
  });

  it('in a list leave out what both have: one item more at the beginning is one change', () => {
    expect(propertyChanges({ list: [{ n: 1 }, { n: 2 }] }, { list: [{ n: 0 }, { n: 1 }, { n: 2 }] })).to.deep.equal([
      { path: 'list[0]', after: { n: 0 } },
    ]);
    expect(propertyChanges(['a', 'b', 'c'], ['a', 'c'])).to.deep.equal([{ path: '[1]', before: 'b' }]);
    expect(propertyChanges([{ n: 1, m: 1 }], [{ n: 1, m: 2 }])).to.deep.equal([{ path: '[0].m', before: 1, after: 2 }]);
  });

  it('are none exactly where the values are equal, whatever the order of members', () => {
    const value = fc.jsonValue();
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(propertyChanges(left, left)).to.deep.equal([]);
        expect(propertyChanges(left, right).length === 0).to.equal(sameJson(left, right));
      }),
    );
    expect(sameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).to.equal(true);
    expect(sameJson({ a: undefined }, {})).to.equal(true);
    expect(sameJson([], {})).to.equal(false);
  });
});

describe('changes between two policies', () => {
  const READ = { Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'b' };

  it('do not mind the order of actions, nor whether one is in a list', () => {
    const turned = { ...READ, Action: ['s3:ListBucket', 's3:GetObject'], Resource: ['b'] };
    expect(statementChanges([READ], [turned]).flatMap(({ members }) => members)).to.deep.equal([]);
  });

  it('name statements by Sid, and those without by their number among those that differ', () => {
    const anonymous = { Effect: 'Deny', Action: '*', Resource: '*' };
    const changes = statementChanges([READ, anonymous], [{ ...anonymous, Resource: 'c' }]);
    expect(changes.map(({ kind, statement }) => [kind, statement])).to.deep.equal([
      ['removed', 'Read'],
      ['changed', '#1'],
    ]);
    expect(changes[1]?.members).to.deep.equal([{ path: 'Resource', before: '*', after: 'c' }]);
  });
});
