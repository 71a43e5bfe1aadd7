import { relative } from 'node:path';
import { ruleOf } from '../test/support/rule.ts';

/** A mocha reporter that prints the rules of a dry run, each with its test file, as one line of JSON; see test/support/rule.ts. */
// biome-ignore lint/style/noDefaultExport: mocha takes a reporter's default export
export default class RuleReporter {
  constructor(runner: Mocha.Runner) {
    const rules: object[] = [];
    runner.on('test end', (test) => {
      const found = ruleOf(test);
      if (found !== undefined) rules.push({ ...found, test: relative(process.cwd(), test.file ?? '') });
    });
    runner.on('end', () => process.stdout.write(`${JSON.stringify(rules)}\n`));
  }
}
