import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { declaredRules, withTables } from '../scripts/fidelity-tables.ts';
import type { Rule } from './support/rule.ts';

const PAGE = join(import.meta.dirname, '..', 'docs', 'fidelity.md');
const PLACE = 'before\n<!-- rules: iam -->\nold rows\n<!-- end of rules -->\nafter\n';
const RULE: Rule = { table: 'iam', id: 'a', aws: 'x | y', here: 'same', wording: 'AWS', source: 's' };

describe('the tables of docs/fidelity.md', () => {
  it('say what the tests say; `npm run fidelity` writes them', async () => {
    const page = await readFile(PAGE, 'utf8');
    expect(withTables(page, await declaredRules())).to.equal(page);
  });

  it('have a row a rule, in the order of their ids, and nothing of what stood there', () => {
    const later: Rule = { ...RULE, id: 'b', here: 'differs', note: 'how', wording: 'ours' };
    expect(withTables(PLACE, [later, RULE], {})).to.equal(
      [
        'before',
        '<!-- rules: iam -->',
        '',
        '| rule | AWS | here | words | source |',
        '| --- | --- | --- | --- | --- |',
        '| `a` | x \\| y | same | AWS | s |',
        '| `b` | x \\| y | differs: how | ours | s |',
        '',
        '<!-- end of rules -->',
        'after',
        '',
      ].join('\n'),
    );
  });

  it('list what is not reproduced with its reason, and refuse to where a test holds it after all', () => {
    const place = '<!-- not reproduced: faults -->\n<!-- end of not reproduced -->\n';
    const reasons = { faults: { b: 'no | such', a: 'never' } };
    expect(withTables(place, [], reasons)).to.equal(
      [
        '<!-- not reproduced: faults -->',
        '',
        '| not reproduced | why |',
        '| --- | --- |',
        '| `a` | never |',
        '| `b` | no \\| such |',
        '',
        '<!-- end of not reproduced -->',
        '',
      ].join('\n'),
    );
    const held: Rule = { ...RULE, table: 'faults' };
    expect(() => withTables(place, [held], reasons)).to.throw('held by a test and yet listed as not reproduced: a');
  });

  it('refuse a rule that is declared twice, and one that has no place', () => {
    expect(() => withTables(PLACE, [RULE, RULE], {})).to.throw('rules declared twice: a');
    expect(() => withTables('nothing', [RULE], {})).to.throw('docs/fidelity.md has no place for rules: iam');
  });
});
