import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleTable } from '../support/rule.ts';

const PAGES = join(import.meta.dirname, '..', '..', 'docs', 'fidelity');

/** Whose words each rule of a table of docs/fidelity has, by id; test/fidelity-tables.test.ts compares the pages with the tests. */
export function writtenWords(page: string, table: RuleTable): ReadonlyMap<string, string> {
  const [, after = ''] = readFileSync(join(PAGES, page), 'utf8').split(`<!-- rules: ${table} -->`);
  const [text = ''] = after.split('<!-- end of rules -->');
  const rows = [...text.matchAll(/^\| \[`([^`]+)`\]\([^)]*\) \| (.*) \|$/gmu)];
  return new Map(rows.map(([, id = '', cells = '']) => [id, cells.split(' | ').at(-2) ?? '']));
}
