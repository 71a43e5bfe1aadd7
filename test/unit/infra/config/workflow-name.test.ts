import { expect } from 'chai';
import { trainingJobNamePrefix } from '../../../../infra/config/workflow-name.ts';

describe('trainingJobNamePrefix', () => {
  it('is the workflow and the stack', () => {
    expect(trainingJobNamePrefix('retraining', 'dev')).to.equal('retraining-dev');
  });

  it('is lower case, of letters, digits and single hyphens, and at most 18 characters', () => {
    const made = [
      trainingJobNamePrefix('retraining', 'production-eu'),
      trainingJobNamePrefix('Re_training', 'Dev.1'),
      trainingJobNamePrefix('日本', '語'),
    ];
    for (const prefix of made) expect(prefix).to.match(/^(?=.{1,18}$)[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('differs where names differ only by what was changed', () => {
    const made = [
      trainingJobNamePrefix('retraining', 'production-eu'),
      trainingJobNamePrefix('retraining', 'production-us'),
      trainingJobNamePrefix('retraining', 'DEV'),
      trainingJobNamePrefix('retraining', 'dev'),
      trainingJobNamePrefix('retraining', 'd.ev'),
      trainingJobNamePrefix('retraining', 'd-ev'),
    ];
    expect(new Set(made).size).to.equal(6);
  });
});
