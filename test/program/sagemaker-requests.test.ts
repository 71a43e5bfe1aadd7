import { expect } from 'chai';
import { validatedInput } from '../../emulators/core/validation/request-validation.ts';
import { sageMakerModel } from '../../emulators/sagemaker/sagemaker-model.ts';
import { recordDevStack, recorded } from './recorded-program.ts';

// What the intrinsic functions and paths would give in an execution of a data set with five classes.
const AT_RUN_TIME: Readonly<Record<string, string>> = {
  TrainingJobName: 'retraining-dev-0b2a1c5e-7e0f-4f3c-9d0e-1a2b3c4d5e6f-0-0',
  ModelName: 'retraining-dev-0b2a1c5e-7e0f-4f3c-9d0e-1a2b3c4d5e6f-0-0',
  ModelDataUrl: 's3://retraining-dataset-0000000/dataset/output/job/output/model.tar.gz',
  S3Uri: 's3://retraining-dataset-0000000/dataset/runs/run/train-data.lst',
  num_classes: '5',
  num_training_samples: '1752',
};

function filledIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (!name.endsWith('.$')) return [name, filledIn(member)];
    const plain = name.slice(0, -2);
    if (AT_RUN_TIME[plain] === undefined) throw new Error(`no value for ${name}`);
    return [plain, AT_RUN_TIME[plain]];
  });
  return Object.fromEntries(entries);
}

describe("the state machine's requests to SageMaker", () => {
  for (const [state, operation] of [
    ['Train model (image-classification)', 'CreateTrainingJob'],
    ['Save Model', 'CreateModel'],
  ] as const) {
    it(`are ones that the API model of ${operation} allows, and have no member that it does not know`, async () => {
      const recording = await recordDevStack();
      const { inputs } = recorded(recording, 'aws:sfn/stateMachine:StateMachine', 'retraining-workflow');
      const { States } = JSON.parse(String(inputs['definition'])) as {
        States: Record<string, { Parameters: Record<string, unknown> }>;
      };
      const request = filledIn(States[state]?.Parameters) as Record<string, unknown>;
      const model = sageMakerModel();
      expect(() => validatedInput(model, operation, request)).not.to.throw();
      const shape = model.shapes[model.inputs[operation] ?? ''];
      expect(shape?.type === 'structure' ? Object.keys(shape.members) : []).to.include.members(Object.keys(request));
    });
  }
});
