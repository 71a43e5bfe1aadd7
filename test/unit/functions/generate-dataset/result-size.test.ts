import { expect } from 'chai';
import type { GenerateDatasetResult } from '../../../../functions/generate-dataset/dataset-result.ts';
import { fitResult } from '../../../../functions/generate-dataset/result-size.ts';

/** Step Functions: largest size of a state's input or result, 256 KiB of UTF-8. */
const STATE_DATA_BYTES = 262_144;

function resultOf(classCount: number, nameCharacters: number, keyCharacters = 10): GenerateDatasetResult {
  const name = (label: number) => String(label).padEnd(nameCharacters, 'é');
  const classes = Array.from({ length: classCount }, (_, label) => ({
    label,
    name: name(label),
    train: 1,
    validation: 1,
  }));
  return {
    message: 'OK',
    bucket: 'b',
    prefix: 'p',
    trainLst: { key: 'p/train-data.lst', uri: 's3://b/p/train-data.lst', rows: classCount },
    validationLst: { key: 'p/test-data.lst', uri: 's3://b/p/test-data.lst', rows: classCount },
    report: { key: 'p/dataset-report.json', uri: 's3://b/p/dataset-report.json' },
    contentHash: '1-0',
    bytes: { train: 1, validation: 1 },
    balanceRatio: 1,
    decision: { train: true, reason: 'r' },
    duplicates: { withinSplits: 0, acrossSplits: 0, acrossClasses: 0 },
    classes,
    labels: Object.fromEntries(classes.map((entry) => [entry.name, entry.label])),
    skipped: { total: 20, first: Array.from({ length: 20 }, () => ({ key: 'k'.repeat(keyCharacters), reason: 'r' })) },
    lookedInto: 0,
    warnings: ['one'],
    num_classes: classCount,
    num_training_samples: classCount,
    num_validation_samples: classCount,
    trainingJobBaseName: 'j',
  };
}

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

describe('fitResult', () => {
  it('leaves a result of 1,000 classes with ordinary names whole', () => {
    const result = resultOf(1000, 20);
    expect(fitResult(result)).to.equal(result);
  });

  it('leaves the label map out first, and says so', () => {
    const fitted = fitResult(resultOf(1000, 60, 500));
    expect(fitted.labels).to.equal(undefined);
    expect(fitted.classes).to.have.length(1000);
    expect(fitted.warnings).to.deep.equal(['one', 'the label map was too large for the result']);
    expect(fitted.skipped.first[0]?.key).to.equal(`${'k'.repeat(200)}…`);
  });

  it('shortens the list of classes where it must, and says by how many', () => {
    const fitted = fitResult(resultOf(1000, 400, 1000));
    const left = 1000 - fitted.classes.length;
    expect(fitted.classes.length).to.be.within(200, 300);
    expect(fitted.warnings.at(-1)).to.equal(`${left} classes were too many for the result`);
    expect(fitted.num_classes).to.equal(1000);
  });

  it("leaves room for the job and the model in a state's data", () => {
    for (const [count, length] of [
      [1000, 20],
      [1000, 60],
      [1000, 400],
      [40_000, 3],
    ] as const) {
      expect(bytes(fitResult(resultOf(count, length, 1000)))).to.be.below(STATE_DATA_BYTES - 50_000);
    }
  });
});
