import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NOT_REPRODUCED, type Reasons } from '../test/conformance/not-reproduced.ts';
import { RULE_TABLES, type Rule, type RuleTable } from '../test/support/rule.ts';

// `npm run fidelity`: writes the tables of docs/fidelity.md that are made from tests, and those of test/conformance/not-reproduced.ts. With --check it writes nothing and
// fails where the page is not what the tests say.

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const PAGE = join(PROJECT_FOLDER, 'docs', 'fidelity.md');
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The rules that the tests declare, by loading them without running any. */
export async function declaredRules(): Promise<readonly Rule[]> {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const options = ['--dry-run', '--no-parallel', '--reporter', './scripts/rule-reporter.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, [mocha, ...options, 'test/**/*.test.ts'], {
    cwd: PROJECT_FOLDER,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
}

/** The page with each `<!-- rules: TABLE -->` and `<!-- not reproduced: TABLE -->` filled; rows without a place are an error. */
export function withTables(
  page: string,
  rules: readonly Rule[],
  notReproduced: NotReproduced = NOT_REPRODUCED,
): string {
  return RULE_TABLES.reduce((text, table) => {
    const held = rules.filter((rule) => rule.table === table);
    const reasons = notReproduced[table] ?? {};
    const both = held.map(({ id }) => id).filter((id) => Object.hasOwn(reasons, id));
    if (both.length > 0) throw new Error(`held by a test and yet listed as not reproduced: ${both.join(', ')}`);
    return filled(filled(text, 'rules', table, rulesTable(held)), 'not reproduced', table, reasonsTable(reasons));
  }, page);
}

type NotReproduced = Readonly<Partial<Record<RuleTable, Reasons>>>;

function filled(page: string, kind: 'rules' | 'not reproduced', table: RuleTable, content: string): string {
  const place = new RegExp(`(<!-- ${kind}: ${table} -->\n)[^]*?(<!-- end of ${kind} -->)`);
  if (content !== '' && !place.test(page)) throw new Error(`docs/fidelity.md has no place for ${kind}: ${table}`);
  return page.replace(place, (_, begin, end) => `${begin}${content}${end}`);
}

function rulesTable(rules: readonly Rule[]): string {
  const ids = rules.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) throw new Error(`rules declared twice: ${twice.join(', ')}`);
  const rows = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map(row);
  return tableOf(['rule', 'AWS', 'here', 'words', 'source'], rows);
}

function reasonsTable(reasons: Reasons): string {
  const rows = Object.entries(reasons).sort(([a], [b]) => (a < b ? -1 : 1));
  return tableOf(
    ['not reproduced', 'why'],
    rows.map(([id, reason]) => [`\`${id}\``, reason]),
  );
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `\n${[heads, Array<string>(heads.length).fill('---'), ...rows].map(line).join('\n')}\n\n`;
}

function row({ id, aws, here, note, wording, source }: Rule): string[] {
  return [`\`${id}\``, aws, note === undefined ? here : `${here}: ${note}`, wording, source];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

if (import.meta.main) {
  const page = await readFile(PAGE, 'utf8');
  const wanted = withTables(page, await declaredRules());
  if (!process.argv.includes('--check')) await writeFile(PAGE, wanted);
  else if (wanted !== page) {
    process.stderr.write('docs/fidelity.md does not say what the tests say: run `npm run fidelity`\n');
    process.exitCode = 1;
  }
}
