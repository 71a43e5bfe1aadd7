import { expect } from 'chai';
import { TRAINING_REGIONS, trainingImage } from '../../../../infra/definition/training-image.ts';
import facts from '../../../conformance/facts/ic-algorithm.json' with { type: 'json' };

describe('trainingImage', () => {
  const images: [string, string][] = [
    ['us-east-1', '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1'],
    ['eu-west-1', '685385470294.dkr.ecr.eu-west-1.amazonaws.com/image-classification:1'],
    ['cn-north-1', '390948362332.dkr.ecr.cn-north-1.amazonaws.com.cn/image-classification:1'],
    ['us-gov-west-1', '226302683700.dkr.ecr.us-gov-west-1.amazonaws.com/image-classification:1'],
  ];
  for (const [region, expected] of images) {
    it(`is in the registry of ${region}`, () => {
      expect(trainingImage(region, '1')).to.equal(expected);
    });
  }

  it('is in 33 regions, all that the SageMaker SDK knows but the four closed ones', () => {
    const accounts = TRAINING_REGIONS.map((region) => [region, trainingImage(region, '1').split('.')[0]]);
    expect(accounts).to.have.length(33);
    const known = Object.entries(facts.image.registries).filter(([region]) => !region.startsWith('us-iso'));
    expect(Object.fromEntries(accounts)).to.deep.equal(Object.fromEntries(known));
  });

  it('is refused for a region without it', () => {
    expect(() => trainingImage('toString', '1')).to.throw(
      'region "toString" has no image-classification algorithm; use one of af-south-1, ',
    );
  });
});
