import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { NOT_REPRODUCED } from '../test/conformance/not-reproduced.ts';
import { type HeldRule, withOverview, withTables } from './fidelity-tables.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const DOCS = join(PROJECT_FOLDER, 'docs');
const OVERVIEW = 'fidelity.md';
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The rules that the tests declare, by loading them without running any. */
export async function declaredRules(): Promise<readonly HeldRule[]> {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const options = ['--dry-run', '--no-parallel', '--reporter', './scripts/rule-reporter.ts'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [mocha, ...options, 'test/**/*.{test,ltest}.ts', 'test/processes/**/*.ptest.ts'],
    {
      cwd: PROJECT_FOLDER,
      maxBuffer: MAX_OUTPUT_BYTES,
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
}

/** Pages of docs that are not what the rules say, by path in docs, with what they should be. */
export async function stalePages(rules: readonly HeldRule[]): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(join(DOCS, 'fidelity'))).filter((name) => name.endsWith('.md'));
  const read = async (name: string) => [name, await readFile(join(DOCS, 'fidelity', name), 'utf8')] as const;
  const pages = new Map(await Promise.all(names.map(read)));
  const wanted = withTables(pages, rules, NOT_REPRODUCED);
  const overview = await readFile(join(DOCS, OVERVIEW), 'utf8');
  const stale = new Map([...wanted].filter(([name, page]) => pages.get(name) !== page));
  const result = new Map([...stale].map(([name, page]) => [join('fidelity', name), page]));
  const wantedOverview = withOverview(overview, wanted);
  return overview === wantedOverview ? result : result.set(OVERVIEW, wantedOverview);
}

const TABLE = {
  command: 'npm run fidelity --',
  summary: [
    'Writes the tables of docs/fidelity that are made from tests and from test/conformance/not-reproduced.ts, and the',
    'overview of docs/fidelity.md.',
  ],
  options: { check: { text: 'write nothing, and fail where a page is not what the tests say' } },
} as const satisfies CommandTable;

if (import.meta.main) {
  await runCommand(TABLE, async (options) => {
    const stale = await stalePages(await declaredRules());
    if (!options.isOn('check')) {
      for (const [path, page] of stale) await writeFile(join(DOCS, path), page);
      return 0;
    }
    const paths = [...stale.keys()].map((path) => `docs/${path}`);
    if (paths.length > 0)
      process.stderr.write(`${paths.join(', ')}: not what the tests say; run \`npm run fidelity\`\n`);
    return paths.length > 0 ? 1 : 0;
  });
}
