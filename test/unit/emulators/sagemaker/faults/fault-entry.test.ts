import { expect } from 'chai';
import { FAULT_NAMES, faultText } from '../../../../../emulators/sagemaker/faults/fault.ts';
import { checkFaults } from '../../../../../emulators/sagemaker/faults/fault-entry.ts';

const check = (...entries: unknown[]) => checkFaults(entries, (index) => `#${index}`);
const problemsOf = (...entries: unknown[]) => check(...entries).problems;

describe('a fault in words', () => {
  for (const [text, fault] of [
    ['capacity', { kind: 'capacity' }],
    ['capacity:1', { kind: 'capacity', which: { first: 1, last: 1 } }],
    ['internal-error:2-4', { kind: 'internal-error', which: { first: 2, last: 4 } }],
    ['upload-denied:3-', { kind: 'upload-denied', which: { first: 3, last: Number.POSITIVE_INFINITY } }],
    [
      'max-runtime:1@retraining-*,epochs=3',
      { kind: 'max-runtime', which: { first: 1, last: 1 }, name: 'retraining-*', epochs: 3 },
    ],
    ['slow-start,for=1.5s', { kind: 'slow-start', forMs: 1500 }],
    ['slow-start@a-?,for=2m', { kind: 'slow-start', name: 'a-?', forMs: 120_000 }],
    ['spot-interruption,epochs=2,for=500ms', { kind: 'spot-interruption', epochs: 2, forMs: 500 }],
    ['throttling:1-2@Describe*', { kind: 'throttling', which: { first: 1, last: 2 }, operation: 'Describe*' }],
    ['api-error@CreateModel/cats-*', { kind: 'api-error', operation: 'CreateModel', name: 'cats-*' }],
  ] as const) {
    it(`is what ${text} says`, () => {
      expect(check(text)).to.deep.equal({ faults: [fault], problems: [] });
      const [read] = check(text).faults;
      expect(read && check(faultText(read)).faults).to.deep.equal([fault]);
    });
  }

  it('may be a mapping with the same members', () => {
    const faults = check(
      { kind: 'throttling', which: 1, operation: 'CreateTrainingJob', name: 'a*' },
      { kind: 'slow-start', which: '2-', for: 30 },
      { kind: 'spot-interruption', for: '1h', epochs: 5 },
    );
    expect(faults).to.deep.equal({
      faults: [
        { kind: 'throttling', which: { first: 1, last: 1 }, operation: 'CreateTrainingJob', name: 'a*' },
        { kind: 'slow-start', which: { first: 2, last: Number.POSITIVE_INFINITY }, forMs: 30_000 },
        { kind: 'spot-interruption', forMs: 3_600_000, epochs: 5 },
      ],
      problems: [],
    });
  });

  it('is refused with the value, the rule and what to do, everything at once', () => {
    const entries = [
      'capcity:1',
      'capacity:0',
      'max-runtime,epoch=3',
      'throttling@Create Training',
      'max-runtime,epochs=0.5',
      { kind: 'slow-start', for: '25h', which: '3-2' },
      { which: 1 },
      7,
      '',
    ];
    expect(problemsOf(...entries)).to.deep.equal([
      '#0 capcity:1: there is no fault "capcity"; did you mean "capacity"?',
      '#1 capacity:0: which "0" says not which one; write a number from 1, a range such as 2-4, or 3- for all from the third on',
      '#2 max-runtime,epoch=3: max-runtime takes no "epoch"; did you mean "epochs"?',
      '#3 throttling@Create Training: operation "Create Training" is no pattern; it has letters, digits and hyphens, * for any characters and ? for one',
      '#4 max-runtime,epochs=0.5: epochs "0.5" is no number of epochs; write a whole number from 1',
      '#5: which "3-2" says not which one; write a number from 1, a range such as 2-4, or 3- for all from the third on',
      '#5: for "25h" is no time up to 24h; write one such as 500ms, 30s or 5m',
      `#6: no kind is given; known are ${FAULT_NAMES.join(', ')}`,
      '#7: 7 is no fault; write a text such as capacity:1, or a mapping with kind',
      `#8 : no kind is given; known are ${FAULT_NAMES.join(', ')}`,
    ]);
  });

  it('names no operation that there is not', () => {
    expect(problemsOf('throttling@CreateModl', 'api-error@Delete*', 'throttling@Creat?Model')).to.deep.equal([
      '#0 throttling@CreateModl: operation "CreateModl" is no operation of SageMaker that is served here; did you mean "CreateModel"?',
    ]);
  });

  it('takes no setting that its kind does not have', () => {
    expect(problemsOf('capacity,for=3s', 'capacity@a/b')).to.deep.equal([
      '#0 capacity,for=3s: capacity takes no "for"; it takes which, name',
      '#1 capacity@a/b: name "a/b" is no pattern; it has letters, digits and hyphens, * for any characters and ? for one',
    ]);
  });
});
