import { expect } from 'chai';
import { trainingJobNamePrefix, workflowNameProblem } from '../../../../infra/config/workflow-name.ts';

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

describe('the name of a workflow', () => {
  it('is any from which the names of a bucket, of roles and of a function can be made', () => {
    // 39 characters, "-generate-dataset" and Pulumi's hyphen with seven digits are the 64 of a role's name.
    for (const name of ['retraining', 'a', '3d-scans', 'x'.repeat(39)])
      expect(workflowNameProblem(name)).to.equal(undefined);
  });

  for (const [name, problem] of [
    ['My_Scans', /^must have lower-case letters, digits and hyphens only/],
    ['scans.', /^must have lower-case letters, digits and hyphens only/],
    ['-scans', /no hyphen at the beginning or end/],
    ['', /^must have lower-case letters/],
    ['xn--scans', /^begins as S3 allows no bucket to begin/],
    ['x'.repeat(40), /^has 40 characters: with at most 39 /],
  ] as const) {
    it(`may not be ${JSON.stringify(name)}`, () => {
      expect(workflowNameProblem(name)).to.match(problem);
    });
  }
});
