import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { verdictLines } from '../../../../../../localstack/cli/views/verdict/verdict-lines.ts';
import { judgementOutput } from '../../../../../../localstack/rehearsal/judgement/judgement-output.ts';
import { ANSWER, exited, PACKAGE_ARN } from '../../../../../support/cli/judged-run.ts';

const lines = (answer: object, terminalWidth?: number) =>
  verdictLines(
    judgementOutput([exited('Promoted', { judgement: answer, package: { ModelPackageArn: PACKAGE_ARN } })]),
    terminalWidth,
  ).map(stripVTControlCharacters);

describe('the verdict on a model', () => {
  it('is given in a log by numbers, reasons, a small matrix, the worst mistakes and the package', () => {
    expect(lines(ANSWER)).to.deep.equal([
      '',
      'Verdict',
      '  not promoted: worse than the champion',
      '  model      72.4 %  [59.8 %, 82.3 %]  42 of 58',
      '  champion   93.1 %  [83.6 %, 97.3 %]  54 of 58',
      '  without a prediction: 2 of 60 images',
      '  the class "cat" got worse',
      '  worse: accuracy 72.4 % against 93.1 %',
      '  images by their own class (rows) and the one they were taken for (columns)',
      '         cat  dog',
      '    cat   15   15',
      '    dog    1   27',
      '  most confidently wrong',
      '    cat/007.jpg: cat, taken for dog (99.3 %)',
      '    dog/002.jpg: dog, taken for cat (80.0 %)',
      '  s3://b/dataset/runs/r/evaluation/evaluation.json',
      '  s3://b/dataset/runs/r/evaluation/evaluation.html',
      '',
      'Package',
      '  version 4 of retraining-dev, Rejected',
      `  ${PACKAGE_ARN}`,
    ]);
  });

  it('is drawn in a terminal as both intervals on one axis', () => {
    // 12 cells from 55 % to 100 %: 59.8 % is in the second, 72.4 % in the fifth, 82.25 % in the eighth.
    expect(lines(ANSWER, 70).slice(3, 6)).to.deep.equal([
      '  model      72.4 %   ├──●──┤      [59.8 %, 82.3 %]  42 of 58',
      '  champion   93.1 %         ├─●┤   [83.6 %, 97.3 %]  54 of 58',
      '                     55 %   100 %',
    ]);
  });

  it('has no bars where the terminal is too narrow for them', () => {
    expect(lines(ANSWER, 60).slice(3, 5)).to.deep.equal(lines(ANSWER).slice(3, 5));
  });

  it('says that there was nothing to compare with, or to count', () => {
    const { championAccuracy, confusion, classNames, ...alone } = ANSWER;
    const said = 'there is no champion to compare with';
    const answer = { ...alone, promoted: true, verdict: 'no champion', accuracy: { hits: 0, total: 0 }, missing: 0 };
    const shown = lines(
      { ...answer, approval: 'PendingManualApproval', mostConfidentlyWrong: [], reasons: [said] },
      120,
    );
    expect(shown.slice(2, 6)).to.deep.equal([
      '  promoted: there is no champion to compare with',
      '  model      n/a  0 of 0',
      '  s3://b/dataset/runs/r/evaluation/evaluation.json',
      '  s3://b/dataset/runs/r/evaluation/evaluation.html',
    ]);
    expect(shown.slice(-3)).to.deep.equal([
      '  version 4 of retraining-dev, PendingManualApproval',
      `  ${PACKAGE_ARN}`,
      '  it waits for your approval: npm run models -- approve 4',
    ]);
  });

  it('cuts long names of classes in the middle, and columns as far as twelve fit', () => {
    const classNames = Array.from({ length: 12 }, (_, label) => `${'class of a long name '.repeat(3)}${label}`);
    const confusion = classNames.map((_, row) => classNames.map((__, column) => (row === column ? 100 : 0)));
    const shown = lines({ ...ANSWER, classNames, confusion }, 100);
    const head = shown.findIndex((line) => line.includes('rows')) + 1;
    expect(
      shown[head]
        ?.trim()
        .split(/\s{2,}/)
        .at(-1),
    ).to.match(/^\S+…\S*1$/);
    expect(Math.max(...shown.slice(head, head + 13).map((line) => line.length))).to.be.at.most(100);
    expect(shown[head + 12]).to.match(/^ {4}class of a….*11( +0){11} +100$/);
  });
});
