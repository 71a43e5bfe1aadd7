import { expect } from 'chai';
import type { ProgramChange } from '../../preview/compare/program-change.ts';
import { stateMachineChange } from '../../preview/compare/state-machine-change.ts';
import type { Operation } from '../../preview/plan/operation.ts';
import { failureMarkdown } from '../../preview/render/failed-preview.ts';
import { markdownText } from '../../preview/render/markdown.ts';

const COMPARISON = { revision: 'origin/main', commit: '0123456789abcdef0123456789abcdef01234567' };
const SAME: Operation = {
  op: 'same',
  urn: 'urn:pulumi:dev::p::aws:s3/bucket:Bucket::b',
  changed: [],
  unknown: [],
  replacedFor: [],
  refused: false,
  retained: false,
  uncertain: false,
};
const NOTHING: ProgramChange = {
  stack: 'dev',
  data: [],
  lost: [],
  config: [],
  resources: [],
  common: [],
  outputs: [],
  cost: {},
  operations: Array(24).fill(SAME),
};
const LIMIT = 64_000;

function resource(name: string, properties: ProgramChange['config']): ProgramChange['resources'][number] {
  const { urn } = SAME;
  const nothing = { statements: [], files: [], waiting: [] };
  return {
    kind: 'changed',
    urn,
    type: 'aws:s3/bucket:Bucket',
    name,
    operation: { ...SAME, op: 'update' },
    properties,
    ...nothing,
  };
}

describe('the comment on a pull request', () => {
  it('says so where nothing changes, and begins with the line by which it is found again', () => {
    expect(markdownText(NOTHING, COMPARISON)).to.equal(
      [
        '<!-- retraining-workflow-preview: dev -->',
        '### Preview of stack `dev`: no change: 24 resources as they were',
        '',
        '`origin/main (0123456789)` → the proposed program.',
        '',
        '<sub>This compares what two programs ask for. It does not look at what is deployed: `pulumi preview` does, with an account.</sub>',
      ].join('\n'),
    );
  });

  it('shows the cost of a run before and after', () => {
    const cost = { before: 'At most 1.47 USD a run', after: 'At most 2.82 USD a run' };
    expect(markdownText({ ...NOTHING, cost }, COMPARISON)).to.contain(
      '**At most 1.47 USD a run -> At most 2.82 USD a run**',
    );
    expect(markdownText({ ...NOTHING, cost: { after: 'At most 2.82 USD a run' } }, COMPARISON)).to.contain(
      '**unknown -> At most 2.82 USD a run**',
    );
  });

  it('folds long parts', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ path: `p${index}`, after: index }));
    expect(markdownText({ ...NOTHING, config: many }, COMPARISON)).to.contain(
      '<details><summary>Configuration (30 lines)</summary>\n\n```diff\n+ p0: 0\n',
    );
  });

  it('is cut to what a comment may hold, and says how much is not shown', () => {
    const long = Array.from({ length: 3000 }, (_, index) => ({ path: `property${index}`, after: 'x'.repeat(50) }));
    const change = { ...NOTHING, resources: [resource('data', long)], outputs: [{ path: 'o', after: 1 }] };
    const text = markdownText(change, COMPARISON);
    expect(text.length)
      .to.be.at.most(LIMIT)
      .and.greaterThan(LIMIT - 3000);
    const shown = text.split('\n').filter((line) => line.startsWith('+   property')).length;
    // 1 heading, 3,000 properties and 2 fences, and the outputs' 3 lines, which do not fit at all.
    expect(text).to.contain(
      `**Cut to fit a comment: ${3000 - shown + 3} lines are not shown.** Left out whole: Stack outputs. Run \`npm run preview\` to see them all.`,
    );
    expect(text.match(/^```/gm)).to.have.length(2);
  });

  it('cannot be broken out of by what a pull request writes', () => {
    const nasty = '```\n@everyone <script> | `x`';
    const machine = stateMachineChange(
      { StartAt: 'a', States: { a: { Type: 'Pass', End: true } } },
      { StartAt: 'a', States: { 'a"]; click <b>': { Type: 'Pass', End: true } } },
    );
    const change: ProgramChange = {
      ...NOTHING,
      config: [{ path: 'k', after: nasty }],
      resources: [{ ...resource('m', []), ...(machine === undefined ? {} : { stateMachine: machine }) }],
    };
    const text = markdownText(change, COMPARISON);
    expect(text).to.contain('````diff\n+ k: "```\\n@everyone <script> | `x`"\n````');
    expect(text).to.contain('s0["a#34;]#59; click #60;b#62;"]:::added');
  });
});

describe('the comment on a pull request whose preview is not possible', () => {
  const comment = (failure: string) => failureMarkdown({ stack: 'dev', revision: 'origin/main', failure });

  it('cannot be broken out of by what the program says', () => {
    expect(comment('```\n@everyone')).to.match(/\n\n````\n```\n@everyone\n````$/);
  });

  it('is cut to what a comment may hold, and says so', () => {
    const text = comment('x'.repeat(100_000));
    expect(text.length).to.be.at.most(LIMIT);
    expect(text).to.match(/x\n```\n\n\*\*Cut to fit a comment: 100000 characters\.\*\*$/);
  });
});
