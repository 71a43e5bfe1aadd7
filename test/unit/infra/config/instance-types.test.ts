import { expect } from 'chai';
import { instanceTypeProblem, TRAINING_INSTANCE_TYPES } from '../../../../infra/config/instance-types.ts';

describe('instanceTypeProblem', () => {
  it('takes every documented GPU instance that is not retired', () => {
    expect(TRAINING_INSTANCE_TYPES.map(instanceTypeProblem)).to.deep.equal(
      TRAINING_INSTANCE_TYPES.map(() => undefined),
    );
    expect(TRAINING_INSTANCE_TYPES)
      .to.have.length(17)
      .and.include.members(['ml.g4dn.xlarge', 'ml.g5.48xlarge', 'ml.p3.16xlarge']);
  });

  const refused: [string, RegExp][] = [
    ['ml.p2.xlarge', /^P2 instances are retired; choose one of ml\.g4dn\.xlarge, /],
    ['ml.m5.xlarge', /^image-classification trains only on instances with a GPU; choose one of /],
    ['ml.c5.18xlarge', /^image-classification trains only on instances with a GPU; /],
    ['ml.p5.48xlarge', /^image-classification is not documented for this instance; /],
    ['ml.g6.xlarge', /^image-classification is not documented for this instance; /],
    ['g4dn.xlarge', /^SageMaker's instance types begin with "ml\."; /],
    ['ml.g4dn.xxlarge', /^image-classification is not documented for this instance; /],
    ['', /^SageMaker's instance types begin with "ml\."; /],
  ];
  for (const [type, expected] of refused) {
    it(`refuses ${JSON.stringify(type)}`, () => {
      expect(instanceTypeProblem(type)).to.match(expected);
    });
  }
});
