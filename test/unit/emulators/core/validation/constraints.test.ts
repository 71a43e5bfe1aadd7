import { expect } from 'chai';
import { brokenStringConstraints } from '../../../../../emulators/core/validation/constraints.ts';
import { answer, breach, detected, member } from './kettle-model.ts';

describe('constraints of a model', () => {
  it('are met at their limits', () => {
    for (const input of [
      { Name: 'ab' },
      { Name: 'abc', Cups: 1, Heat: 100.5, Words: ['a'], Parts: [], Tags: { a: 'b' } },
      { Name: 'ab', Cups: 9, Words: ['ab', 'c'], Parts: [{ Kind: 'a' }, { Kind: 'b', Size: 9 }] },
      { Name: 'ab', Tags: { a: 'b', bc: 'd' }, Handles: { left: { Kind: 'a' } }, Other: { any: [1] } },
    ])
      expect(answer(input)).to.deep.equal(input);
  });

  it('are all named, in the order of AWS’s layer: longest, shortest, pattern, values', () => {
    const name = (value: string, ...constraints: readonly string[]) =>
      detected(...constraints.map((constraint) => breach(`'${value}'`, 'name', constraint)));
    const values = 'Member must satisfy enum value set: [ab, abc, ABCD]';
    const pattern = 'Member must satisfy regular expression pattern: [a-z]+';
    const longest = 'Member must have length less than or equal to 3';
    const shortest = 'Member must have length greater than or equal to 2';
    expect(answer({ Name: 'ABCD' })).to.equal(name('ABCD', longest, pattern));
    expect(answer({ Name: 'A' })).to.equal(name('A', shortest, pattern, values));
    expect(answer({ Name: 'xyz' })).to.equal(name('xyz', values));
    expect(answer({})).to.equal(detected(breach('null', 'name', 'Member must not be null')));
    // A pair of surrogates is one character.
    expect(answer({ Name: '𝒳𝒳𝒳' })).to.equal(name('𝒳𝒳𝒳', pattern, values));
  });

  it('leave the pattern of a hopelessly long text alone', () => {
    const long = (length: number) => String(answer({ Name: 'A'.repeat(length) }));
    const unbounded = { type: 'string', pattern: '[a-z]+' } as const;
    expect(brokenStringConstraints(unbounded, 'A'.repeat(5000)).map(({ rule }) => rule)).to.deep.equal(['pattern']);
    expect(long(4096)).to.match(/^3 validation errors.*regular expression/);
    expect(long(4097))
      .to.match(/^2 validation errors/)
      .and.not.to.contain('regular expression');
  });

  it('bound numbers', () => {
    expect(member({ Cups: 0 })).to.equal(
      detected(breach("'0'", 'cups', 'Member must have value greater than or equal to 1')),
    );
    expect(member({ Cups: 10, Heat: 100.6 })).to.equal(
      detected(
        breach("'10'", 'cups', 'Member must have value less than or equal to 9'),
        breach("'100.6'", 'heat', 'Member must have value less than or equal to 100.5'),
      ),
    );
  });

  it('bound lists, and name the whole list for one of its elements', () => {
    const rule =
      'Member must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]';
    const atMost = 'Member must have length less than or equal to 2';
    expect(member({ Words: [] })).to.equal(
      detected(breach("'[]'", 'words', 'Member must have length greater than or equal to 1')),
    );
    expect(member({ Words: ['a', 'b', 'cde'] })).to.equal(
      detected(breach("'[a, b, cde]'", 'words', atMost), breach("'[a, b, cde]'", 'words', rule)),
    );
    expect(member({ Words: ['a', null] })).to.equal(
      detected(breach("'[a, null]'", 'words', 'Member must satisfy constraint: [Member must not be null]')),
    );
    expect(member({ Parts: [{ Kind: 'a' }, { Size: 0 }, null] })).to.equal(
      detected(
        breach("'[{Kind=a}, {Size=0}, null]'", 'parts', atMost),
        breach('null', 'parts.2.member.kind', 'Member must not be null'),
        breach("'0'", 'parts.2.member.size', 'Member must have value greater than or equal to 1'),
        breach('null', 'parts.3.member', 'Member must not be null'),
      ),
    );
  });

  it('bound maps, their keys and their values', () => {
    const of = (what: string) =>
      `${what} must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]`;
    expect(member({ Tags: {} })).to.equal(
      detected(breach("'{}'", 'tags', 'Member must have length greater than or equal to 1')),
    );
    expect(member({ Tags: { a: '1', b: '2', key: '' } })).to.equal(
      detected(
        breach("'{a=1, b=2, key=}'", 'tags', 'Member must have length less than or equal to 2'),
        breach("'{a=1, b=2, key=}'", 'tags', of('Map keys')),
        breach("'{a=1, b=2, key=}'", 'tags', of('Map value')),
      ),
    );
    expect(member({ Tags: { a: null } })).to.equal(
      detected(breach("'{a=null}'", 'tags', 'Map value must satisfy constraint: [Member must not be null]')),
    );
    expect(member({ Handles: { left: {}, right: null } })).to.equal(
      detected(
        breach('null', 'handles.left.member.kind', 'Member must not be null'),
        breach('null', 'handles.right.member', 'Member must not be null'),
      ),
    );
  });
});
