import { ProductionVariantInstanceType, TransformInstanceType } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import {
  EVALUATION_INSTANCE_TYPES,
  evaluationInstanceRule,
  instanceTypeProblem,
  TRAINING_INSTANCE_TYPES,
} from '../../../../infra/config/instance-types.ts';

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

describe('evaluationInstanceRule', () => {
  // Of the families that the algorithm is documented to infer on and that are not retired.
  const inFamily = (type: string) => /^ml\.(?:m4|m5|c4|c5|g4dn|g5|p3)\./.test(type);

  it('takes what CreateTransformJob takes of the algorithm’s families, and nothing else', () => {
    const documented = Object.values(TransformInstanceType).filter(inFamily);
    expect(documented).to.have.length(37);
    expect(EVALUATION_INSTANCE_TYPES).to.have.members(documented);
    expect(documented.map(evaluationInstanceRule)).to.deep.equal(documented.map(() => undefined));
  });

  it('takes none that a model’s version could not name for endpoints', () => {
    expect(Object.values(ProductionVariantInstanceType)).to.include.members([...EVALUATION_INSTANCE_TYPES]);
  });

  for (const type of ['ml.m5d.xlarge', 'ml.c5d.xlarge', 'ml.c4.large', 'ml.m5.huge', 'ml.p2.xlarge', 'm5.xlarge', '']) {
    it(`refuses ${JSON.stringify(type)}`, () => {
      expect(evaluationInstanceRule(type)).to.match(
        /^must be an instance type for batch transform .*: ml\.m4\.xlarge, /,
      );
    });
  }
});
