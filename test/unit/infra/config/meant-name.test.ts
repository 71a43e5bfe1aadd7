import { expect } from 'chai';
import { nearestName } from '../../../../infra/config/nearest-name.ts';

const KEYS = ['instanceType', 'instanceCount', 'datasetPrefix', 'epochs', 'top_k'];

describe('nearestName', () => {
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
      expect(nearestName(written, KEYS)).to.equal(expected);
    });
  }
});
