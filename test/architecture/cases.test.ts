import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'fidelity', 'cases.md');
const ROW = /^\| (?<id>[a-z0-9-]+ (?:[0-9]+[a-z]?|missed)) \| [^|]+ \| (?<held>.+) \|$/gm;
const REFERENCE = /\[`(?<words>[^`]+)`\]\((?<path>[^)#]+)[^)]*\)/g;
/** How many cases each list has, and those beside the numbered ones. */
const LISTS: Readonly<Record<string, readonly [count: number, beside: readonly string[]]>> = {
  pulumi: [18, []],
  'step-functions': [25, ['14b']],
  s3: [20, ['19b']],
  other: [11, []],
  use: [16, ['5a', '5b', '5c', '6b', '6c', '6d', '7b', '9b', '12b', '13b', '13c', '15b']],
};

const text = readFileSync(PAGE, 'utf8');
const rows = [...text.matchAll(ROW)].map(({ groups }) => ({ id: groups?.['id'] ?? '', held: groups?.['held'] ?? '' }));
const plain = (words: string) => words.replace(/\s+/g, ' ');

describe('what strangers found', () => {
  it('is listed, each case once', () => {
    const expected = Object.entries(LISTS).flatMap(([list, [count, beside]]) =>
      [...Array.from({ length: count }, (_, index) => String(index + 1)), ...beside].map(
        (number) => `${list} ${number}`,
      ),
    );
    expect(rows.map(({ id }) => id).sort()).to.deep.equal([...expected, 's3 missed'].sort());
  });

  for (const { id, held } of rows) {
    it(`is held by tests or documents that say so: ${id}`, () => {
      const references = [...held.matchAll(REFERENCE)].map(({ groups }) => groups ?? {});
      expect(references.length).to.be.at.least(1);
      for (const { words = '', path = '' } of references) {
        const file = join(PAGE, '..', path);
        expect(existsSync(file), `${path} is gone: name its new place in docs/fidelity/cases.md`).to.equal(true);
        expect(plain(readFileSync(file, 'utf8')).includes(plain(words)), `${path} has no longer: ${words}`).to.equal(
          true,
        );
      }
    });
  }
});
