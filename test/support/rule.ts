/** Tables of docs/fidelity that are made from tests. */
export const RULE_TABLES = [
  'sagemaker-service',
  'sagemaker-algorithm',
  'faults',
  'iam',
  'lambda',
  'sns',
  's3',
  'cloudwatch',
  'states-language',
  'step-functions-api',
] as const;

export type RuleTable = (typeof RULE_TABLES)[number];

/** A rule of AWS's that a test holds, as docs/fidelity shows it: one row a rule. */
export interface Rule {
  readonly table: RuleTable;
  /** Unique in its table; for an entry of a fact file its id, such as `training.nameInUse`. */
  readonly id: string;
  /** What AWS does, in a phrase. */
  readonly aws: string;
  /** `same`: as AWS does, words aside. `differs` and `refused` need a note. */
  readonly here: 'same' | 'differs' | 'refused';
  readonly note?: string;
  /** Whose words the error has: AWS's known word for word, AWS's in part, ours, or none where there is no error. */
  readonly wording: 'AWS' | 'partly AWS' | 'ours' | 'none';
  /** What says so, linked by scripts/source-links.ts: an address, `owner/repository#1`, a file of test/conformance/facts, a recording, or a "title" of scripts/aws-pages.ts. */
  readonly source: string;
}

/** A test of a rule. the rows of docs/fidelity are read off these calls (`npm run fidelity`). */
export function rule(facts: Rule, body: Mocha.AsyncFunc | Mocha.Func): void {
  if (facts.here !== 'same' && facts.note === undefined) {
    throw new Error(`rule ${facts.table}/${facts.id} is marked "${facts.here}": its note must say how`);
  }
  Object.assign(it(`${facts.id}: ${facts.aws}`, body), { rule: facts });
}

/** The rule that a test was declared with, if it was declared by `rule`. */
export function ruleOf(test: object): Rule | undefined {
  return 'rule' in test ? (test.rule as Rule) : undefined;
}
