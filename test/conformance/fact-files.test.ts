import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { declaredRules } from '../../scripts/fidelity-tables.ts';
import type { Rule, RuleTable } from '../support/rule.ts';
import { NOT_REPRODUCED } from './not-reproduced.ts';

/** What is known of AWS lies beside the project, not in it: a list of entries with ids each. */
const FACTS = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'sagemaker');
const FACT_FILES: readonly (readonly [RuleTable, string])[] = [['sagemaker-service', 'control-plane-errors.json']];

describe('what is known of AWS', () => {
  let rules: readonly Rule[];
  before(async () => {
    rules = await declaredRules();
  });

  for (const [table, name] of FACT_FILES) {
    const path = join(FACTS, name);
    if (!existsSync(path)) {
      it(`cannot be compared: there is no ${name} here, NOTHING IS CHECKED of it`, () => {
        process.stdout.write(`\nNOT CHECKED: whether every entry of ${name} is held by a test; ${path} is not there\n`);
      });
      continue;
    }

    it(`in ${name} is held by a test, or listed as not reproduced with its reason`, () => {
      const entries = JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly id: string }[];
      const held = rules.filter((rule) => rule.table === table).map(({ id }) => id);
      const listed = Object.keys(NOT_REPRODUCED[table] ?? {});
      const ids = entries.map(({ id }) => id);
      expect(ids.length).to.be.greaterThan(0);
      expect(ids.filter((id) => ![...held, ...listed].includes(id))).to.deep.equal([]);
      expect(listed.filter((id) => !ids.includes(id))).to.deep.equal([]);
    });
  }
});
