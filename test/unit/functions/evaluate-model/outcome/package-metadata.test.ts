import { expect } from 'chai';
import { descriptionText, fewTexts, shortened } from '../../../../../functions/evaluate-model/outcome/bounded-text.ts';
import { EvaluatedRun } from '../evaluated-run.ts';

const ROWS = [
  ['cat/1.jpg', 0],
  ['dog/1.jpg', 1],
] as const;

describe('what a judgement gives the registry', () => {
  async function judged(classes: readonly string[], gate: object, more: Readonly<Record<string, unknown>>) {
    const run = new EvaluatedRun(classes, ROWS);
    await run.choose();
    run.predict('model', { 'cat/1.jpg': [1, 0], 'dog/1.jpg': [0, 1] });
    return run.judge(gate, more);
  }

  it('leaves out metadata that it would refuse', async () => {
    const { metadata } = await judged(
      ['cat', 'dog'],
      {},
      {
        trainLstUri: "s3://b/it's here/train.lst",
        validationLstUri: `s3://b/${'x'.repeat(250)}`,
        gitCommit: '0123abc',
      },
    );
    expect(metadata).not.to.have.any.keys('trainLst', 'validationLst', 'champion');
    expect(metadata).to.include({ gitCommit: '0123abc', requestHash: 'r' });
  });

  it('describes a package in at most 1,024 characters that it takes, and no result is larger for many reasons', async () => {
    // A family of three, joined by signs that a description may not have.
    const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
    const minimumRecall = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${family} ${at}`, 0.5]));
    const { reason, reasons, promoted } = await judged(['cat', 'dog'], { minimumRecall }, {});
    expect(promoted).to.equal(false);
    expect(reason).to.have.length(1024);
    expect(reason).to.match(/^not promoted: the class "\u{1f468}\?\u{1f469}\?\u{1f467} 0" must have .*\.\.\.$/u);
    expect(reason).to.match(/^[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*$/u);
    expect(reasons).to.have.length(20);
    // 500 floors, and that there is no champion.
    expect(reasons.at(-1)).to.equal('and 482 more');
  });
});

describe('a text that must be short', () => {
  it('stays whole where it fits, and never ends in half a character', () => {
    expect(shortened('12345', 5)).to.equal('12345');
    expect(shortened('123456', 5)).to.equal('12...');
    expect(shortened('1\u{1f468}3456', 5)).to.equal('1...');
    expect(shortened('\u{1f468}23456', 6)).to.equal('\u{1f468}2...');
    expect(descriptionText('a\nb\u0007', 5)).to.equal('a?b?');
    expect(fewTexts(['one', 'two'], 2, 10)).to.deep.equal(['one', 'two']);
    expect(fewTexts(['one', 'two', 'three'], 2, 10)).to.deep.equal(['one', 'and 2 more']);
  });
});
