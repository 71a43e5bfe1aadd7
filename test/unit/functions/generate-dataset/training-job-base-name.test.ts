import { expect } from 'chai';
import fc from 'fast-check';
import { trainingJobBaseName } from '../../../../functions/generate-dataset/training-job-base-name.ts';

// CreateTrainingJob's TrainingJobName; the pattern is not anchored in the API model but matched as a whole.
const SAGEMAKER_NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

describe('trainingJobBaseName', () => {
  it('keeps the name that Step Functions gives an execution', () => {
    expect(trainingJobBaseName('retraining-dev', '0b2a1c5e-7e0f-4f3c-9d0e-1a2b3c4d5e6f')).to.equal(
      'retraining-dev-0b2a1c5e-7e0f-4f3c-9d0e-1a2b3c4d5e6f',
    );
  });

  it('maps other characters and adds the first ten digits of the SHA-256 of the name', () => {
    // printf %s nightly_run.7 | sha256sum
    expect(trainingJobBaseName('retraining-dev', 'nightly_run.7')).to.equal('retraining-dev-nightly-run-7-96c0ee854c');
  });

  it('shortens an execution name of 80 characters', () => {
    const name = trainingJobBaseName('retraining-dev', 'x'.repeat(80));
    expect(name).to.have.length(55);
    expect(name).to.match(/^retraining-dev-x{29}-[0-9a-f]{10}$/);
  });

  it('distinguishes names that differ only by characters SageMaker does not take, or by letter case', () => {
    const names = ['a_b', 'a.b', 'a-b', 'A-b', 'a--b', '-a-b', 'ä-b'].map((name) => trainingJobBaseName('p', name));
    expect(new Set(names).size).to.equal(7);
  });

  it('makes a name of an execution name without any letter that SageMaker takes', () => {
    expect(trainingJobBaseName('p', '日本')).to.match(/^p-[0-9a-f]{10}$/);
  });

  it('makes names that SageMaker takes, with any counts of redrives and retries up to 999', () => {
    const executionName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
    const prefix = fc.stringMatching(/^[a-z0-9]([a-z0-9]|-[a-z0-9]){0,8}$/);
    fc.assert(
      fc.property(prefix, executionName, (namePrefix, name) => {
        const base = trainingJobBaseName(namePrefix, name);
        expect(base.startsWith(`${namePrefix}-`)).to.equal(true);
        expect(`${base}-999-999`).to.match(SAGEMAKER_NAME);
        expect(base).to.equal(base.toLowerCase());
      }),
    );
  });
});
