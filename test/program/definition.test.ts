import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { recordDevStack, recorded } from './recorded-program.ts';

interface TaskState {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly TimeoutSeconds: number;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
}

async function definition(changes: Readonly<Record<string, string>> = {}) {
  const recording = await recordDevStack(changes);
  const { inputs } = recorded(recording, 'aws:sfn/stateMachine:StateMachine', 'retraining-workflow');
  const text = String(inputs['definition']);
  return { text, whole: JSON.parse(text) as { readonly States: Readonly<Record<string, TaskState>> } };
}

const TRAIN = 'Train model (image-classification)';

describe('the state machine', () => {
  it('is written as the expected text, state by state', async () => {
    const expected: unknown = JSON.parse(await readFile(new URL('expected-definition.json', import.meta.url), 'utf8'));
    const { text, whole } = await definition();
    expect(whole).to.deep.equal(expected);
    expect(text).to.equal(JSON.stringify(whole, undefined, 2));
  });

  it('hands the class order to the function where one is configured', async () => {
    const { whole } = await definition({ classOrder: '["NAO","CCD"]' });
    expect(whole.States['Generate dataset']?.Parameters['Payload']).to.deep.include({
      'executionName.$': '$$.Execution.Name',
      classOrder: ['NAO', 'CCD'],
      look: { samplePerClass: 3, imageShape: '3,300,150' },
    });
  });

  it('hands the function the rules by which images are reported or refused', async () => {
    const { whole } = await definition({ duplicatesAcrossClasses: 'error', maximumClassRatio: '100' });
    expect(whole.States['Generate dataset']?.Parameters['Payload']).to.deep.include({
      rules: {
        duplicatesAcrossSplits: 'warning',
        duplicatesAcrossClasses: 'error',
        maximumClassRatio: 100,
        allowVanishedClasses: false,
      },
    });
  });

  it('tells the function how to divide class folders, and trains and validates on the same folder', async () => {
    const { whole } = await definition({ split: 'automatic', validationFraction: '0.1', groupPattern: '_(\\d+)_' });
    expect(whole.States['Generate dataset']?.Parameters['Payload']).to.deep.include({
      split: { validationFraction: 0.1, groupPattern: '_(\\d+)_' },
    });
    const text = JSON.stringify(whole.States[TRAIN]?.Parameters['InputDataConfig']);
    expect(text.match(/s3:[^"]*/g)).to.deep.equal(Array(2).fill('s3://retraining-dataset-0000000/dataset/images/'));
  });

  it('tells the function what a job takes of each image, unless no image is to be looked into', async () => {
    const lookOf = async (changes: Readonly<Record<string, string>>) => {
      const { whole } = await definition(changes);
      const payload = whole.States['Generate dataset']?.Parameters['Payload'];
      return (payload as { readonly look?: object }).look;
    };
    const hyperparameters = '{"image_shape":"1,64,32","resize":80}';
    expect(await lookOf({ samplePerClass: '7', hyperparameters })).to.deep.equal({
      samplePerClass: 7,
      imageShape: '1,64,32',
      resize: '80',
    });
    // The algorithm's own default: IC-Hyperparameter in the SageMaker Developer Guide.
    expect(await lookOf({ hyperparameters: '{}' })).to.deep.equal({ samplePerClass: 3, imageShape: '3,224,224' });
    expect(await lookOf({ samplePerClass: '0' })).to.equal(undefined);
  });

  it('lets several functions list the data set where that is asked for, and says nothing of it where it is not', async () => {
    const expected: unknown = JSON.parse(await readFile(new URL('expected-fan-out.json', import.meta.url), 'utf8'));
    const [never, always] = [await definition({ fanOut: 'never' }), await definition({ fanOut: 'always' })];
    expect(never.text).to.equal((await definition()).text);
    const { States } = always.whole;
    const ofDataset = Object.entries(States).filter(([name]) => name.startsWith('Generate dataset'));
    expect(Object.fromEntries(ofDataset)).to.deep.equal(expected);
    const others = Object.entries(States).slice(ofDataset.length);
    expect(others).to.deep.equal(Object.entries(never.whole.States).slice(1));
  });

  it('repeats a training job where that is asked for, and is the same text as ever where it is not', async () => {
    const expected: unknown = JSON.parse(await readFile(new URL('expected-repeats.json', import.meta.url), 'utf8'));
    const once = await definition();
    const { whole } = await definition({
      repeatTrainingSeconds: '3600',
      alternativeInstanceTypes: '["ml.g5.xlarge","ml.p3.2xlarge"]',
    });
    const changed = Object.entries(whole.States).filter(
      ([name, state]) => JSON.stringify(state) !== JSON.stringify(once.whole.States[name]),
    );
    expect(Object.fromEntries(changed)).to.deep.equal(expected);
    expect((await definition({ repeatWaitSeconds: '60' })).text).to.equal(once.text);
  });

  it('names the list of keys that the function reads, where there is one', async () => {
    const { whole } = await definition({
      keySource: 'metadata',
      inventoryUri: 's3://lists/unload/',
      inventoryMaximumDays: '2',
    });
    const { keySource } = Object(whole.States['Generate dataset']?.Parameters['Payload']);
    expect(keySource).to.deep.equal({ kind: 'metadata', uri: 's3://lists/unload/', maximumDays: 2 });
    const { text } = await definition({ keySource: 'list' });
    expect(text).to.equal((await definition()).text);
    expect(text).not.to.contain('keySource');
  });

  it('sends every hyperparameter as a string, which is all that CreateTrainingJob takes', async () => {
    const { whole } = await definition({ hyperparameters: '{"epochs":3,"early_stopping":true,"eps":0.5}' });
    expect(whole.States[TRAIN]?.Parameters['HyperParameters']).to.deep.equal({
      early_stopping: 'True',
      epochs: '3',
      eps: '0.5',
      'num_classes.$': "States.Format('{}', $.dataset.num_classes)",
      'num_training_samples.$': "States.Format('{}', $.dataset.num_training_samples)",
    });
  });

  const requestHash = async (changes: Readonly<Record<string, string>> = {}) => {
    const { whole } = await definition(changes);
    const { retraining } = Object(whole.States['Generate dataset']?.Parameters['Payload']);
    return String(retraining.requestHash);
  };

  it('hands the function a hash of what shapes the model, which roles and tags do not', async () => {
    const hash = await requestHash();
    const role = 'arn:aws:iam::123456789012:role/training';
    expect(await requestHash({ tags: '{"team":"vision"}', trainingRoleArn: role, schedule: 'rate(1 day)' })).to.equal(
      hash,
    );
    expect(await requestHash({ repeatTrainingSeconds: '3600', alternativeInstanceTypes: '["ml.g5.xlarge"]' })).to.equal(
      hash,
    );
    const others = [{ hyperparameters: '{"epochs":3}' }, { instanceType: 'ml.g5.xlarge' }, { imageTag: 'latest' }];
    const hashes = await Promise.all(others.map((changes) => requestHash(changes)));
    expect(new Set([hash, ...hashes]).size).to.equal(4);
  });

  it('waits longer for the job than the job may run', async () => {
    const { whole } = await definition({ maxRuntimeSeconds: '2419200' });
    expect(whole.States[TRAIN]?.Parameters['StoppingCondition']).to.deep.equal({ MaxRuntimeInSeconds: 2_419_200 });
    expect(whole.States[TRAIN]?.TimeoutSeconds).to.equal(2_426_400);
  });

  it('never repeats by a wildcard, and what may be a plain bad request at most three times', async () => {
    const { whole } = await definition();
    const retriers = Object.values(whole.States).flatMap(({ Retry = [] }) => Retry);
    const wildcards = ['States.ALL', 'States.TaskFailed', 'States.Timeout'];
    expect(retriers.filter(({ ErrorEquals }) => ErrorEquals.some((error) => wildcards.includes(error)))).to.deep.equal(
      [],
    );
    const refused = retriers.filter(({ ErrorEquals }) => ErrorEquals.includes('SageMaker.AmazonSageMakerException'));
    expect(refused.map(({ MaxAttempts }) => MaxAttempts)).to.deep.equal([3, 3]);
  });
});
