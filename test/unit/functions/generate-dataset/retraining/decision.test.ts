import { expect } from 'chai';
import { type DecisionFacts, decide } from '../../../../../functions/generate-dataset/retraining/decision.ts';

const LAST = { executionName: 'run-1', contentHash: 'images', requestHash: 'request', modelName: 'model-1' };
const RULES = { requestHash: 'request', retrainWhenUnchanged: false, minimumNewImages: 0 };
const NO_NAMES = { total: 0, first: [] };
const changes = (imagesAdded: number, imagesRemoved = 0) => ({
  ...{ since: 'run-1', imagesAdded, imagesRemoved, imagesRelabelled: 0 },
  ...{ classesNew: NO_NAMES, classesGone: NO_NAMES, classesReplaced: NO_NAMES },
});
const SINCE = 'since the execution run-1, which saved the model model-1';

describe('whether a run trains', () => {
  const CASES: readonly (readonly [string, Partial<DecisionFacts>, boolean, string])[] = [
    ['is asked by force', { force: true, contentHash: 'images' }, true, "the execution's input asks for it (force)"],
    ['is not asked at all', { rules: undefined }, true, 'no rule is given by which a run would not train'],
    ['before a model was saved', { last: undefined }, true, 'no model of this data set was saved yet'],
    [
      'after the training request has changed',
      { rules: { ...RULES, requestHash: 'other' }, contentHash: 'images' },
      true,
      `the training request is another one ${SINCE}`,
    ],
    [
      'where nothing has changed',
      { contentHash: 'images' },
      false,
      `neither images nor the training request have changed ${SINCE}`,
    ],
    [
      'where nothing has changed, and retrainWhenUnchanged says so',
      { contentHash: 'images', rules: { ...RULES, retrainWhenUnchanged: true } },
      true,
      `nothing has changed ${SINCE}, and retrainWhenUnchanged is true`,
    ],
    ['after any change', { changes: changes(1, 2) }, true, `1 image was added and 2 removed ${SINCE}`],
    ['after a change that is not known', { changes: undefined }, true, `the images are others ${SINCE}`],
    [
      'with fewer new images than the minimum',
      { changes: changes(9), rules: { ...RULES, minimumNewImages: 10 } },
      false,
      `9 images were added ${SINCE}, and minimumNewImages is 10`,
    ],
    [
      'with as many new images as the minimum',
      { changes: changes(10), rules: { ...RULES, minimumNewImages: 10 } },
      true,
      `10 images were added and 0 removed ${SINCE}`,
    ],
    [
      'with a minimum, where the change is not known',
      { changes: undefined, rules: { ...RULES, minimumNewImages: 10 } },
      true,
      `the images are others ${SINCE}`,
    ],
  ];
  for (const [when, facts, train, reason] of CASES) {
    it(`is ${train ? 'yes' : 'no'} ${when}`, () => {
      const all = { force: false, rules: RULES, last: LAST, contentHash: 'others', changes: changes(1), ...facts };
      expect(decide(all)).to.deep.equal({ train, reason });
    });
  }
});
