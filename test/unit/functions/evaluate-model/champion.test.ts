import { expect } from 'chai';
import { championOf, EvaluatedRun, type Row } from './evaluated-run.ts';

const CLASSES = ['cat', 'dog'];
const ROWS: readonly Row[] = Array.from({ length: 10 }, (_, at) => [
  at < 5 ? `cat/${at}.jpg` : `dog/${at}.jpg`,
  at < 5 ? 0 : 1,
]);
const CAT = [0.875, 0.125];
const DOG = [0.25, 0.75];
const END = 'approve the new package by hand, or reject that of the champion';

const RIGHT = Object.fromEntries(ROWS.map(([path, label]) => [path, label === 0 ? CAT : DOG]));

/** The second run on the same images, after a first one whose model is in use. */
async function secondRun(championClasses = CLASSES): Promise<EvaluatedRun> {
  const first = new EvaluatedRun(CLASSES, ROWS);
  first.put('evaluation/evaluation.json', { classes: championClasses });
  const run = new EvaluatedRun(CLASSES, ROWS, 'run-2', first.bucket);
  await run.choose({ champion: championOf(first) });
  run.predict('model', RIGHT);
  return run;
}

describe('the judgement of a model against the champion', () => {
  it('is of the same images, pair by pair', async () => {
    const run = await secondRun();
    run.predict('champion', { ...RIGHT, 'cat/0.jpg': DOG, 'dog/5.jpg': CAT });
    const result = await run.judge({ margin: 0.15 });
    // Two differences, both for the model: p = 2 x 1/4. Bonett-Price: 1/6 less and more 1.96 x 0.15957.
    expect(result).to.include({ promoted: true, verdict: 'not worse', approval: 'PendingManualApproval', pValue: 0.5 });
    expect(result.championAccuracy).to.include({ value: 0.8, hits: 8, total: 10 });
    expect([result.difference?.low.toFixed(4), result.difference?.high.toFixed(4)]).to.deep.equal([
      '-0.1461',
      '0.4794',
    ]);
    expect(result.differ).to.deep.equal({ onlyModelRight: 2, onlyChampionRight: 0 });
    expect(result.metadata).to.include({ champion: 'arn:package/1', verdict: 'not worse' });
    const { comparison, champion } = run.document;
    expect(comparison?.differing).to.deep.equal([
      {
        image: 'dog/5.jpg',
        actual: 'dog',
        model: { predicted: 'dog', probability: 0.75 },
        champion: { predicted: 'cat', probability: 0.875 },
        rightBy: 'model',
      },
      {
        image: 'cat/0.jpg',
        actual: 'cat',
        model: { predicted: 'cat', probability: 0.875 },
        champion: { predicted: 'dog', probability: 0.75 },
        rightBy: 'model',
      },
    ]);
    expect(champion).to.deep.include({
      arn: 'arn:package/1',
      model: 'run-1-model',
      classes: CLASSES,
      missing: 0,
      confusion_matrix: { cat: { cat: 4, dog: 1 }, dog: { cat: 1, dog: 4 } },
    });
  });

  it('with two differences among ten images cannot be told, and the champion stays', async () => {
    const run = await secondRun();
    run.predict('champion', { ...RIGHT, 'cat/0.jpg': DOG, 'dog/5.jpg': CAT });
    expect(await run.judge()).to.include({ promoted: false, verdict: 'cannot tell', approval: 'Rejected' });
  });

  it("reads the champion's probabilities in the order of its own classes, and compares the common ones", async () => {
    const run = await secondRun(['dog', 'fox', 'cat']);
    // Taken for a fox: of the common classes the likelier one counts.
    const outputs = ROWS.map(([path, label]) => [path, label === 0 ? [0.125, 0.5, 0.375] : [0.75, 0, 0.25]] as const);
    run.predict('champion', Object.fromEntries(outputs));
    const result = await run.judge({ margin: 0.3 });
    expect(result.championAccuracy).to.include({ hits: 10, total: 10 });
    expect(result.reasons).to.include('compared on the 2 common classes: only the champion knows "fox"');
    // On its own classes it has only the dogs right.
    expect(run.document.champion?.accuracy).to.include({ hits: 5, total: 10 });
    expect(run.document.champion?.confusion_matrix).to.deep.equal({ dog: { dog: 5 }, cat: { fox: 5 } });
  });

  it('cannot be told where its artifact is gone, with the words of the job', async () => {
    const run = await secondRun();
    const Cause = JSON.stringify({
      TransformJobName: 't-2',
      TransformJobStatus: 'Failed',
      FailureReason: 'ClientError: the artifact is gone',
    });
    const result = await run.judge({}, { evaluation: { championFailure: { Error: 'States.TaskFailed', Cause } } });
    expect(result).to.include({ promoted: false, verdict: 'cannot tell', approval: 'Rejected' });
    expect(result).not.to.have.any.keys('championAccuracy', 'difference', 'pValue', 'differ');
    const problem = `the champion arn:package/1 cannot be compared with: 10 of 10 images have no usable prediction (maximumMissingShare allows 0.01): "cat/0.jpg" has no prediction, "cat/1.jpg" has no prediction, "cat/2.jpg" has no prediction and 7 more; the transform job t-2 ended as Failed: ClientError: the artifact is gone; ${END}`;
    expect(result.reason).to.equal(`not promoted: cannot tell: ${problem}`);
    expect(run.document.champion).to.deep.equal({ arn: 'arn:package/1', model: 'run-1-model', problem });
  });

  it('cannot be told where it was refused before there was a job', async () => {
    const run = await secondRun();
    const championFailure = { Error: 'SageMaker.ValidationException', Cause: 'Could not find model "arn:m".' };
    const { reason } = await run.judge({}, { evaluation: { championFailure } });
    expect(reason).to.contain(`and 7 more; SageMaker.ValidationException: Could not find model "arn:m".; ${END}`);
  });

  it('cannot be told where the classes of the champion are not known', async () => {
    const first = new EvaluatedRun(CLASSES, ROWS);
    const run = new EvaluatedRun(CLASSES, ROWS, 'run-2', first.bucket);
    await run.choose({ champion: championOf(first) });
    run.predict('model', RIGHT);
    const { reasons } = await run.judge();
    const evaluation = 's3://b/p/runs/run-1/evaluation/evaluation.json';
    expect(reasons).to.deep.equal([
      `cannot tell: the champion arn:package/1 has classes that are not known: ${evaluation} is not there any more; ${END}`,
    ]);
  });

  it('cannot be told where the champion knows the class of none of the images', async () => {
    const owls: readonly Row[] = [['owl/1.jpg', 2]];
    const first = new EvaluatedRun(CLASSES, ROWS);
    first.put('evaluation/evaluation.json', { classes: CLASSES });
    const run = new EvaluatedRun([...CLASSES, 'owl'], owls, 'run-2', first.bucket);
    await run.choose({ champion: championOf(first) });
    run.predict('model', { 'owl/1.jpg': [0, 0, 1] });
    expect((await run.judge()).reasons[0]).to.equal(
      `cannot tell: the champion arn:package/1 cannot be compared with: none of the images is of a class that it knows; ${END}`,
    );
  });

  it('is on the images that both have predicted where a few are missing', async () => {
    const run = await secondRun();
    const { 'cat/0.jpg': _, ...rest } = RIGHT;
    run.predict('champion', rest);
    const result = await run.judge({ maximumMissingShare: 0.1, margin: 0.3 });
    expect(result.championAccuracy).to.include({ hits: 9, total: 9 });
    expect(result.reasons.at(-1)).to.equal(
      'left out of the comparison: 1 image that one of the models has not predicted',
    );
    expect((await run.judge({ maximumMissingShare: 0.09, margin: 0.3 })).verdict).to.equal('cannot tell');
  });

  it('writes into the folder of its run only, and the same again when it is asked again', async () => {
    const run = await secondRun();
    run.predict('champion', RIGHT);
    const before = new Map(run.bucket.objects);
    const first = await run.judge();
    const written = [...run.bucket.objects.keys()].filter((key) => !before.has(key));
    expect(written.sort()).to.deep.equal([
      'p/runs/run-2/evaluation/evaluation.html',
      'p/runs/run-2/evaluation/evaluation.json',
    ]);
    expect(await run.judge()).to.deep.equal(first);
    for (const [key, bytes] of before) expect(run.bucket.objects.get(key), key).to.equal(bytes);
  });
});
