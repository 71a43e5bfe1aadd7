import { RULE_TABLES, type Rule, type RuleTable } from '../test/support/rule.ts';
import { linkedSource } from './source-links.ts';

/** A rule, and the test file that holds it, from the project's folder. */
export interface HeldRule extends Rule {
  readonly test: string;
}

export type NotReproduced = Readonly<Partial<Record<RuleTable, Readonly<Record<string, string>>>>>;

/** Pages of docs/fidelity by file name. */
export type Pages = ReadonlyMap<string, string>;

/** The pages with each `<!-- rules: TABLE -->` and `<!-- not reproduced: TABLE -->` filled; rows without a place are an error. */
export function withTables(pages: Pages, rules: readonly HeldRule[], notReproduced: NotReproduced): Pages {
  return RULE_TABLES.reduce((filledPages, table) => {
    const held = rules.filter((rule) => rule.table === table);
    const reasons = notReproduced[table] ?? {};
    const both = held.map(({ id }) => id).filter((id) => Object.hasOwn(reasons, id));
    if (both.length > 0) throw new Error(`held by a test and yet listed as not reproduced: ${both.join(', ')}`);
    const withRules = filled(filledPages, 'rules', table, rulesText(held));
    return filled(withRules, 'not reproduced', table, reasonsTable(reasons));
  }, pages);
}

function filled(pages: Pages, kind: 'rules' | 'not reproduced', table: RuleTable, content: string): Pages {
  const place = new RegExp(`(<!-- ${kind}: ${table} -->\n)[\\s\\S]*?(<!-- end of ${kind} -->)`);
  if (content !== '' && ![...pages.values()].some((page) => place.test(page))) {
    throw new Error(`no page of docs/fidelity has a place for ${kind}: ${table}`);
  }
  return new Map(
    [...pages].map(([name, page]) => [name, page.replace(place, (_, begin, end) => `${begin}${content}${end}`)]),
  );
}

/** What differs from AWS in the open, and what is the same folded away. */
function rulesText(rules: readonly HeldRule[]): string {
  if (rules.length === 0) return '';
  const ids = rules.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) throw new Error(`rules declared twice: ${twice.join(', ')}`);
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const differing = sorted.filter(({ here }) => here !== 'same');
  const same = sorted.filter(({ here }) => here === 'same');
  return [rulesTable(differing), folded(`${counted(same.length)} as on AWS`, rulesTable(same))].join('');
}

function rulesTable(rules: readonly HeldRule[]): string {
  return tableOf(['rule and its test', 'AWS', 'here', 'words', 'source'], rules.map(row));
}

function row({ id, aws, here, note, wording, source, test }: HeldRule): string[] {
  return [
    `[\`${id}\`](../../${test})`,
    aws,
    note === undefined ? here : `${here}: ${note}`,
    wording,
    linkedSource(source),
  ];
}

function reasonsTable(reasons: Readonly<Record<string, string>>): string {
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

function folded(summary: string, content: string): string {
  return content === '' ? '' : `\n<details><summary>${summary}</summary>\n${content}</details>\n\n`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function counted(rules: number): string {
  return rules === 1 ? '1 rule' : `${rules} rules`;
}

/** The overview with its `<!-- pages -->` filled: for each page how many rules it has, how many differ, and what is missing. */
export function withOverview(overview: string, pages: Pages): string {
  const rows = [...pages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, page]) => overviewRow(name, page));
  const table = tableOf(['page', 'rules', 'of these different or refused', 'not reproduced'], rows);
  return overview.replace(
    /(<!-- pages -->\n)[\s\S]*?(<!-- end of pages -->)/,
    (_, begin, end) => `${begin}${table}${end}`,
  );
}

function overviewRow(name: string, page: string): string[] {
  const [, title = name] = /^# (.*)$/m.exec(page) ?? [];
  const rules = page.match(/^\| \[`[^`]+`\]\(.*$/gm) ?? [];
  const differing = rules.filter((text) => / \| (?:differs|refused)(?:: | \|)/.test(text));
  const missing = [...page.matchAll(/<!-- not reproduced: [\s\S]*?<!-- end of not reproduced -->/g)].join('\n');
  const counts = [rules.length, differing.length, (missing.match(/^\| `/gm) ?? []).length];
  return [`[${title}](fidelity/${name})`, ...counts.map(String)];
}
