import { expect } from 'chai';
import { EvaluatedRun, type Row, rejection } from './evaluated-run.ts';

const CLASSES = ['cat', 'dog'];
/** Five cats and five dogs. */
const ROWS: readonly Row[] = Array.from({ length: 10 }, (_, at) => [
  at < 5 ? `cat/${at}.jpg` : `dog/${at}.jpg`,
  at < 5 ? 0 : 1,
]);

/** Predictions of these images, wrong for the paths named. */
function outputs(wrong: readonly string[], rows = ROWS): Record<string, readonly number[]> {
  return Object.fromEntries(
    rows.map(([path, label]) => [path, (label === 0) !== wrong.includes(path) ? [0.875, 0.125] : [0.25, 0.75]]),
  );
}

async function chosenRun(): Promise<EvaluatedRun> {
  const run = new EvaluatedRun(CLASSES, ROWS);
  await run.choose();
  return run;
}

describe('the judgement of a model by its predictions', () => {
  it('says what was counted by hand, where there is no champion', async () => {
    const run = await chosenRun();
    run.predict('model', outputs(['cat/1.jpg', 'dog/7.jpg', 'dog/8.jpg']));
    const result = await run.judge();
    // Wilson of 7 of 10, for 95 %: the textbook's 0.3968 to 0.8922.
    const { low = 0, high = 0, ...accuracy } = result.accuracy;
    expect([low.toFixed(4), high.toFixed(4), accuracy]).to.deep.equal([
      '0.3968',
      '0.8922',
      { value: 0.7, hits: 7, total: 10 },
    ]);
    expect(result).to.deep.equal({
      promoted: true,
      verdict: 'no champion',
      approval: 'PendingManualApproval',
      reason: 'promoted: there is no champion to compare with',
      reasons: ['there is no champion to compare with'],
      accuracy: result.accuracy,
      classes: [
        // 3 of 5 dogs are seen; 4 images are taken for dogs.
        { name: 'dog', recall: 0.6, precision: 0.75, images: 5 },
        { name: 'cat', recall: 0.8, precision: 4 / 6, images: 5 },
      ],
      moreClasses: 0,
      confusion: [
        [4, 1],
        [2, 3],
      ],
      classNames: ['cat', 'dog'],
      mostConfidentlyWrong: [
        { image: 'dog/7.jpg', actual: 'dog', predicted: 'cat', probability: 0.875 },
        { image: 'dog/8.jpg', actual: 'dog', predicted: 'cat', probability: 0.875 },
        { image: 'cat/1.jpg', actual: 'cat', predicted: 'dog', probability: 0.75 },
      ],
      images: 10,
      missing: 0,
      evaluationUri: 's3://b/p/runs/run-1/evaluation/evaluation.json',
      pageUri: 's3://b/p/runs/run-1/evaluation/evaluation.html',
      metadata: {
        model: 'run-1-model',
        trainingJob: 'job',
        execution: 'run-1',
        datasetHash: 'c',
        requestHash: 'r',
        trainLst: 's3://b/p/train-data.lst',
        validationLst: 's3://b/p/test-data.lst',
        evaluation: 's3://b/p/runs/run-1/evaluation/evaluation.json',
        verdict: 'no champion',
        promoted: 'true',
        accuracy: '0.7000',
        algorithm: 'image-classification',
      },
    });
  });

  it('is approved at once where the configuration says so, and rejected where a floor is not reached', async () => {
    const run = await chosenRun();
    run.predict('model', outputs(['cat/1.jpg']));
    expect(await run.judge({}, { autoApprove: true })).to.include({ promoted: true, approval: 'Approved' });
    const strict = await run.judge({ minimumRecall: { cat: 0.9 } }, { autoApprove: true });
    expect(strict).to.include({ promoted: false, approval: 'Rejected' });
    expect(strict.reason).to.equal(
      'not promoted: the recall of "cat" is 80.0 % [37.6 %, 96.4 %] (4 of 5), and must be at least 90.0 %; there is no champion to compare with',
    );
  });

  it('takes a bare list, and counts what has no usable prediction with its reason', async () => {
    const run = await chosenRun();
    run.predict('model', {
      ...outputs([]),
      'cat/0.jpg': '[0.9, 0.1]',
      'cat/1.jpg': '{"prediction": [0.5, NaN]}',
      'cat/2.jpg': '{"prediction": [1]}',
      'cat/3.jpg': '{"prediction": [1.5, 0]}',
      'cat/4.jpg': '{"error": 1}',
      'dog/5.jpg': '',
    });
    run.bucket.objects.delete(run.key('evaluation/model/dog/6.jpg.out'));
    const result = await run.judge({ maximumMissingShare: 0.6 });
    expect(result).to.deep.include({ images: 10, missing: 6 });
    expect(result.accuracy).to.include({ hits: 4, total: 4 });
    expect(run.document.images).to.deep.equal({
      of: 10,
      chosen: 10,
      predicted: 4,
      missing: {
        total: 6,
        first: [
          { image: 'cat/1.jpg', reason: 'is not JSON' },
          { image: 'cat/2.jpg', reason: 'has 1 probabilities for 2 classes' },
          { image: 'cat/3.jpg', reason: 'has a probability of 1.5' },
          { image: 'cat/4.jpg', reason: 'has no list of probabilities' },
          { image: 'dog/5.jpg', reason: 'is not JSON' },
          { image: 'dog/6.jpg', reason: 'has no prediction' },
        ],
      },
    });
    expect(result.reasons.at(-1)).to.equal(
      '6 images have no usable prediction and were left out: "cat/1.jpg" is not JSON, "cat/2.jpg" has 1 probabilities for 2 classes, "cat/3.jpg" has a probability of 1.5 and 3 more',
    );
  });

  it('has the images predicted once more where the execution was redriven since, and fails again after that', async () => {
    const run = new EvaluatedRun(CLASSES, ROWS);
    const { redrives } = await run.choose({ redrives: 1 });
    expect(redrives).to.equal(1);
    expect((await rejection(run.judgeOrPredict({}, { redrives: 1, evaluation: { redrives } }))).name).to.equal(
      'EvaluationError',
    );
    expect(await run.judgeOrPredict({}, { redrives: 2, evaluation: { redrives } })).to.deep.equal({ again: true });
    run.predict('model', outputs([]));
    expect(await run.judgeOrPredict({}, { redrives: 2, evaluation: { redrives } })).to.include({ promoted: true });
  });

  it('fails where more is missing than may be, with the reason of the job', async () => {
    const run = await chosenRun();
    const cause = JSON.stringify({
      TransformJobName: 't-1',
      TransformJobStatus: 'Failed',
      FailureReason: 'AlgorithmError: 10 of 10 inputs have no prediction',
    });
    const evaluation = { modelFailure: { Error: 'States.TaskFailed', Cause: cause } };
    const none = await rejection(run.judge({ maximumMissingShare: 1 }, { evaluation }));
    expect(none.name).to.equal('EvaluationError');
    expect(none.message).to.equal(
      'the model run-1-model cannot be judged: 10 of 10 images have no usable prediction (maximumMissingShare allows 1): "cat/0.jpg" has no prediction, "cat/1.jpg" has no prediction, "cat/2.jpg" has no prediction and 7 more; the transform job t-1 ended as Failed: AlgorithmError: 10 of 10 inputs have no prediction',
    );
    const { 'cat/0.jpg': _, ...rest } = outputs([]);
    run.predict('model', rest);
    expect((await rejection(run.judge({ maximumMissingShare: 0.09 }))).message).to.equal(
      'the model run-1-model cannot be judged: 1 of 10 images have no usable prediction (maximumMissingShare allows 0.09): "cat/0.jpg" has no prediction',
    );
    expect(await run.judge({ maximumMissingShare: 0.1 }, { evaluation })).to.include({ promoted: true, missing: 1 });
  });

  it("finds predictions that are named by more of the images' keys", async () => {
    for (const lead of ['test/', 'p/test/']) {
      const run = await chosenRun();
      const named = Object.entries(outputs(['cat/1.jpg'])).map(([path, output]) => [lead + path, output] as const);
      run.predict('model', Object.fromEntries(named));
      const { accuracy, missing } = await run.judge();
      expect([accuracy.hits, missing], lead).to.deep.equal([9, 0]);
    }
  });

  it('reads predictions that are listed on many pages, and nothing but what was chosen', async () => {
    const rows = Array.from({ length: 2500 }, (_, at): Row => [`cat/${at}.jpg`, 0]);
    const run = new EvaluatedRun(CLASSES, rows);
    await run.choose({ sampleSize: 2400 });
    run.predict('model', outputs([], rows));
    const result = await run.judge();
    expect(result).to.include({ images: 2400, missing: 0 });
    expect(result.accuracy).to.include({ hits: 2400, total: 2400 });
    expect(run.document.images).to.deep.include({ of: 2500, chosen: 2400, predicted: 2400 });
    expect(result).to.include({ promoted: false, approval: 'Rejected' });
    expect(result.reasons.slice(2)).to.deep.equal([
      '1 class has no validation images, and nothing is known of it: "dog"',
      'all validation images are of the class "cat": a model that sees nothing else has them all right',
    ]);
  });

  it('fails, and writes nothing, where S3 refuses a call', async () => {
    const run = await chosenRun();
    run.predict('model', outputs([]));
    const before = run.bucket.objects.size;
    run.bucket.failure = (name, key) =>
      name === 'GetObject' && key.endsWith('cat/3.jpg.out')
        ? Object.assign(new Error('Access Denied'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } })
        : undefined;
    const error = await rejection(run.judge());
    expect([error.name, error.message]).to.deep.equal([
      'DatasetStorageError',
      'reading s3://b/p/runs/run-1/evaluation/model/cat/3.jpg.out failed: AccessDenied: Access Denied',
    ]);
    expect(run.bucket.objects.size).to.equal(before);
  });

  it('fails where the list of chosen images is gone or cut short', async () => {
    const run = await chosenRun();
    const words = 's3://b/p/runs/run-1/evaluation/images.json, the list of chosen images,';
    run.bucket.objects.set(run.key('evaluation/images.json'), Buffer.from('{"version": 1, "classes": ['));
    expect((await rejection(run.judge())).message).to.equal(
      `${words} is not what the function has written; start a new execution`,
    );
    run.bucket.objects.delete(run.key('evaluation/images.json'));
    expect((await rejection(run.judge())).message).to.equal(`${words} is not there; start a new execution`);
  });
});
