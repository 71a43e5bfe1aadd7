import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { SETTING_NAMES } from '../../../../infra/config/settings.ts';
import {
  DOCUMENT_FILE,
  PROJECT_FOLDER,
  SCHEMA_FILE,
  withRows,
  withSchema,
} from '../../../../scripts/configuration-tables.ts';

const read = (file: string) => readFileSync(join(PROJECT_FOLDER, file), 'utf8');

describe('what is made of the table of settings by scripts/configuration-tables.ts', () => {
  it('is Pulumi.yaml’s schema, as it is', () => {
    const text = read(SCHEMA_FILE);
    expect(withSchema(text)).to.equal(text);
    for (const name of SETTING_NAMES) expect(text).to.contain(`\n  ${name}:\n    type: `);
  });

  it('is the table of docs/configuration.md, as it is', () => {
    const text = read(DOCUMENT_FILE);
    expect(withRows(text)).to.equal(text);
    for (const name of SETTING_NAMES) expect(text).to.contain(`\n| \`${name}\` | `);
  });

  it("gives Pulumi's engine defaults of the types that it checks", () => {
    const { config }: { config: Record<string, { type: string; default: unknown }> } = parse(read(SCHEMA_FILE));
    const javaScriptTypes: Readonly<Record<string, string>> = { integer: 'number', array: 'object' };
    for (const [name, { type, default: value }] of Object.entries(config)) {
      expect(typeof value, name).to.equal(javaScriptTypes[type] ?? type);
    }
  });
});
