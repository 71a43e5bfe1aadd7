import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { SETTING_NAMES, SETTINGS, type SettingName } from '../infra/config/settings.ts';

// `node scripts/configuration-tables.ts` writes the table of settings into Pulumi.yaml, for Pulumi's engine, and docs/configuration.md, for people.
// test/unit/infra/config/configuration-tables.test.ts holds that both are as the table has it.

export const PROJECT_FOLDER = join(import.meta.dirname, '..');
export const SCHEMA_FILE = 'Pulumi.yaml';
export const DOCUMENT_FILE = 'docs/configuration.md';

const LONGEST_LINE = 130;
const TABLE = /(<!-- configuration: begin -->\n)[\s\S]*(<!-- configuration: end -->)/;

/** `text` with the section `config`, the last one, as the table of settings has it. */
export function withSchema(text: string): string {
  const config = Object.fromEntries(SETTING_NAMES.map((name) => [name, declaration(name)]));
  const section = stringify({ config }, { lineWidth: 0, defaultStringType: 'PLAIN' });
  return text.slice(0, text.indexOf('\nconfig:\n') + 1) + section;
}

function declaration(name: SettingName): object {
  const { type, default: value, description } = SETTINGS[name];
  const items = type === 'array' ? { items: { type: 'string' } } : {};
  return { type, ...items, default: declaredDefault(type, value), description };
}

/** Pulumi has no type for fractions: they are texts, and so must their defaults be, or `pulumi new` refuses the project. */
function declaredDefault(type: string, value: unknown): unknown {
  return type === 'string' ? String(value ?? '') : (value ?? '');
}

/** `text` with the rows of all settings between its marks. */
export function withRows(text: string): string {
  const head = ['| key | type | default | meaning |', '| --- | --- | --- | --- |'];
  const lines = [...head, ...SETTING_NAMES.map(row)].map((line) => `${line}\n`).join('');
  return text.replace(TABLE, (_, begin: string, end: string) => `${begin}${lines}${end}`);
}

function row(name: SettingName): string {
  const setting = SETTINGS[name];
  const notes = 'mayBeSecret' in setting ? ' May be encrypted.' : '';
  const description = setting.description.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `| \`${name}\` | ${setting.type} | ${shownDefault(setting.default)} | ${description}.${notes} |`;
}

function shownDefault(value: unknown): string {
  if (value === undefined) return 'none';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_LINE ? 'see Pulumi.yaml' : `\`${text}\``;
}

if (import.meta.main) {
  for (const [file, changed] of [
    [SCHEMA_FILE, withSchema],
    [DOCUMENT_FILE, withRows],
  ] as const) {
    const path = join(PROJECT_FOLDER, file);
    writeFileSync(path, changed(readFileSync(path, 'utf8')));
  }
}
