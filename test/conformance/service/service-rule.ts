import { CreateModelCommand, CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { type Rule, rule } from '../../support/rule.ts';
import {
  IMAGE,
  refusal,
  SageMakerFixture,
  trainingRequest,
} from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { ROLE_ARN } from '../../unit/emulators/sagemaker/support/stub-services.ts';

type Options = NonNullable<Parameters<typeof SageMakerFixture.start>[0]>;

/** A rule of SageMaker's; `id` is an entry of control-plane-errors.json. */
export function serviceRule(
  facts: Omit<Rule, 'table'>,
  body: (fixture: SageMakerFixture) => Promise<void>,
  options: Options = {},
): void {
  rule({ table: 'sagemaker-service', ...facts }, async () => {
    await using fixture = await SageMakerFixture.start(options);
    await body(fixture);
  });
}

/** The refusal of a training job that differs from an acceptable one in `changes`. */
export function refusedJob(
  fixture: SageMakerFixture,
  changes: Parameters<typeof trainingRequest>[2],
): Promise<{ name: string; message: string }> {
  return refusal(fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'finish', changes))));
}

export const MODEL_DATA = 's3://data/train/a.jpg';

/** The refusal of a model that differs from an acceptable one in its container or its role. */
export function refusedModel(
  fixture: SageMakerFixture,
  container: object,
  ExecutionRoleArn = ROLE_ARN,
): Promise<{ name: string; message: string }> {
  const PrimaryContainer = { Image: IMAGE, ModelDataUrl: MODEL_DATA, ...container };
  return refusal(fixture.client.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer, ExecutionRoleArn })));
}

export function expectInvalid(refused: { name: string; message: string }, message: string): void {
  expect(refused).to.deep.equal({ name: 'ValidationException', message });
}

/** Two or more sentences of the framework come in an order that is not stable. */
export function expectViolations(refused: { name: string; message: string }, sentences: readonly string[]): void {
  const head = `${sentences.length} validation error${sentences.length === 1 ? '' : 's'} detected: `;
  expect(refused.name).to.equal('ValidationException');
  expect(refused.message.slice(0, head.length)).to.equal(head);
  const found = refused.message.slice(head.length).split(/; (?=Value )/);
  expect(found).to.have.members(sentences);
}
