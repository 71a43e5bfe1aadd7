import { expect } from 'chai';
import { recordDevStack } from './recorded-program.ts';

describe('the program in another partition', () => {
  for (const [region, partition, image] of [
    ['cn-north-1', 'aws-cn', '390948362332.dkr.ecr.cn-north-1.amazonaws.com.cn/image-classification:1'],
    ['us-gov-west-1', 'aws-us-gov', '226302683700.dkr.ecr.us-gov-west-1.amazonaws.com/image-classification:1'],
  ] as const) {
    it(`names only ARNs of ${partition}, in ${region}`, async () => {
      const { resources } = await recordDevStack({}, region);
      const text = resources.map(({ inputs: { code: _, ...inputs } }) => JSON.stringify(inputs)).join('\n');
      const arns = [...text.matchAll(/arn:([a-z-]+):/g)].map(([, found]) => found);
      expect(arns.length).to.be.greaterThan(30);
      expect(new Set(arns)).to.deep.equal(new Set([partition]));
      expect(text).to.have.string(image).and.not.have.string('us-east-1');
    });
  }
});
