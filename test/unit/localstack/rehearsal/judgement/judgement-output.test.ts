import { expect } from 'chai';
import { judgementOutput } from '../../../../../localstack/rehearsal/judgement/judgement-output.ts';
import { ANSWER, CHAMPION_ARN, exited, PACKAGE_ARN } from '../../../../support/cli/judged-run.ts';

const EVALUATION = { manifestUri: 's3://b/m', championArn: CHAMPION_ARN };
const COMPARED = { evaluation: { Payload: EVALUATION }, judgement: { Payload: ANSWER } };
const PROMOTED = { evaluation: EVALUATION, judgement: ANSWER, package: { ModelPackageArn: PACKAGE_ARN } };

describe('the judgement in an execution', () => {
  it('is what the function has answered, with the champion and the registered version', () => {
    const history = [
      exited('Describe champion', { champion: { package: { ModelPackageArn: CHAMPION_ARN } } }),
      exited('Compare with champion', COMPARED),
      exited('Promoted', PROMOTED),
    ];
    const { reason, metadata, confusion, classNames, ...same } = ANSWER;
    expect(judgementOutput(history)).to.deep.equal({
      judgement: { ...same, confusion: { classNames, counts: confusion }, champion: CHAMPION_ARN },
      package: { arn: PACKAGE_ARN, group: 'retraining-dev', version: 4 },
    });
  });

  it('is there where the registration fails', () => {
    const { judgement, ...others } = judgementOutput([exited('Compare with champion', COMPARED)]);
    expect(others).to.deep.equal({});
    expect(judgement).to.deep.include({ promoted: false, verdict: 'worse', champion: CHAMPION_ARN });
  });

  it('does without what only a comparison has', () => {
    const { championAccuracy, difference, pValue, differ, confusion, classNames, ...alone } = ANSWER;
    const answer = { ...alone, verdict: 'no champion', accuracy: { hits: 0, total: 0 } };
    const { judgement } = judgementOutput([exited('Promoted', { judgement: answer })]);
    expect(judgement).not.to.have.any.keys('championAccuracy', 'difference', 'pValue', 'differ', 'confusion');
    expect(judgement).to.deep.include({ verdict: 'no champion', accuracy: { hits: 0, total: 0 } });
  });

  it('is none in a workflow that only saves its models', () => {
    const saved = exited('Keep labels', { model: { ModelName: 'm' }, dataset: { message: 'a "judgement" "package"' } });
    expect(judgementOutput([saved])).to.deep.equal({});
  });
});
