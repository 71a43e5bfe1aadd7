import { expect } from 'chai';
import { type HeldRule, withOverview, withTables } from '../scripts/fidelity-tables.ts';
import { linkedSource } from '../scripts/source-links.ts';

const PLACE = 'before\n<!-- rules: iam -->\nold rows\n<!-- end of rules -->\nafter\n';
const RULE: HeldRule = {
  table: 'iam',
  id: 'a',
  aws: 'x | y',
  here: 'same',
  wording: 'AWS',
  source: 's',
  test: 'test/a.test.ts',
};

describe('the tables of docs/fidelity', () => {
  it('show a rule that differs, fold away one that does not, and keep nothing of what was there', () => {
    const later: HeldRule = { ...RULE, id: 'b', here: 'differs', note: 'how', wording: 'ours' };
    const pages = withTables(new Map([['iam.md', PLACE]]), [later, RULE], {});
    expect(pages.get('iam.md')).to.equal(
      [
        'before',
        '<!-- rules: iam -->',
        '',
        '| rule and its test | AWS | here | words | source |',
        '| --- | --- | --- | --- | --- |',
        '| [`b`](../../test/a.test.ts) | x \\| y | differs: how | ours | s |',
        '',
        '',
        '<details><summary>1 rule as on AWS</summary>',
        '',
        '| rule and its test | AWS | here | words | source |',
        '| --- | --- | --- | --- | --- |',
        '| [`a`](../../test/a.test.ts) | x \\| y | same | AWS | s |',
        '',
        '</details>',
        '',
        '<!-- end of rules -->',
        'after',
        '',
      ].join('\n'),
    );
  });

  it('list what is not reproduced with its reason, and refuse to where a test holds it after all', () => {
    const place = '<!-- not reproduced: faults -->\n<!-- end of not reproduced -->\n';
    const pages = new Map([['sagemaker.md', place]]);
    const reasons = { faults: { b: 'no | such', a: 'never' } };
    expect(withTables(pages, [], reasons).get('sagemaker.md')).to.equal(
      [
        '<!-- not reproduced: faults -->',
        '',
        '| not reproduced | why |',
        '| --- | --- |',
        '| `a` | never |',
        '| `b` | no \\| such |',
        '',
        '<!-- end of not reproduced -->',
        '',
      ].join('\n'),
    );
    const held: HeldRule = { ...RULE, table: 'faults' };
    expect(() => withTables(pages, [held], reasons)).to.throw('held by a test and yet listed as not reproduced: a');
  });

  it('refuse a rule that is declared twice, and one that has no place', () => {
    expect(() => withTables(new Map([['iam.md', PLACE]]), [RULE, RULE], {})).to.throw('rules declared twice: a');
    expect(() => withTables(new Map([['iam.md', 'nothing']]), [RULE], {})).to.throw(
      'no page of docs/fidelity has a place for rules: iam',
    );
  });

  it('are counted in the overview, page by page', () => {
    const differing: HeldRule = { ...RULE, id: 'b', here: 'refused', note: 'how' };
    const page = `# IAM\n${PLACE}<!-- not reproduced: iam -->\n<!-- end of not reproduced -->\n`;
    const pages = withTables(new Map([['iam.md', page]]), [RULE, differing], { iam: { c: 'why' } });
    expect(withOverview('<!-- pages -->\n<!-- end of pages -->\n', pages)).to.equal(
      [
        '<!-- pages -->',
        '',
        '| page | rules | of these different or refused | not reproduced |',
        '| --- | --- | --- | --- |',
        '| [IAM](fidelity/iam.md) | 2 | 1 | 1 |',
        '',
        '<!-- end of pages -->',
        '',
      ].join('\n'),
    );
  });
});

describe('linkedSource', () => {
  const facts = '../../test/conformance/facts';
  const sources: [string, string][] = [
    [
      'https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html',
      '[model-checkpoints](https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html)',
    ],
    ['seen in aws/x#12, twice', 'seen in [aws/x#12](https://github.com/aws/x/issues/12), twice'],
    ['github.com/elastic/beats/issues/3', '[elastic/beats#3](https://github.com/elastic/beats/issues/3)'],
    [
      'control-plane-errors.json, throttling',
      `[control-plane-errors.json](${facts}/control-plane-errors.json), throttling`,
    ],
    ['step-functions-sync.md, "Abort"', `[step-functions-sync.md](${facts}/step-functions-sync.md), "Abort"`],
    [
      'IAM User Guide, "AWS account root user"',
      'IAM User Guide, [AWS account root user](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html)',
    ],
    [
      'recording of AWS: a/b.snapshot.json test_c',
      'recording of AWS: [a/b.snapshot.json](https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/a/b.snapshot.json) test_c',
    ],
  ];
  for (const [source, linked] of sources) {
    it(`links what "${source}" names`, () => {
      expect(linkedSource(source)).to.equal(linked);
    });
  }
});
