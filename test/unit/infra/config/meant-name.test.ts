import { expect } from 'chai';
import { meantName } from '../../../../infra/config/meant-name.ts';

const KEYS = ['instanceType', 'instanceCount', 'datasetPrefix', 'epochs', 'top_k'];

describe('meantName', () => {
  const meant: [string, string | undefined][] = [
    ['instancetype', 'instanceType'],
    ['instance_type', 'instanceType'],
    ['instanceTyp', 'instanceType'],
    ['dataset-prefix', 'datasetPrefix'],
    ['epoch', 'epochs'],
    ['topk', 'top_k'],
    ['colour', undefined],
    ['x', undefined],
  ];
  for (const [written, expected] of meant) {
    it(`takes ${written} for ${expected ?? 'nothing known'}`, () => {
      expect(meantName(written, KEYS)).to.equal(expected);
    });
  }
});
