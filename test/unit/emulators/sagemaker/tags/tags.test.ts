import {
  AddTagsCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';
import { ROLE_ARN } from '../support/stub-services.ts';

const MODEL_ARN = 'arn:aws:sagemaker:us-east-1:000000000000:model/m';
const tag = (Key: string, Value = '') => ({ Key, Value });

describe('tags', () => {
  let fixture: SageMakerFixture;
  beforeEach(async () => {
    fixture = await SageMakerFixture.start();
    await createModel();
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  const createModel = () =>
    fixture.client.send(
      new CreateModelCommand({
        ModelName: 'm',
        ExecutionRoleArn: ROLE_ARN,
        PrimaryContainer: { Image: IMAGE },
        Tags: [tag('first', '1')],
      }),
    );
  const list = async (ResourceArn: string) => (await fixture.client.send(new ListTagsCommand({ ResourceArn }))).Tags;
  const add = (...Tags: { Key: string; Value: string }[]) =>
    fixture.client.send(new AddTagsCommand({ ResourceArn: MODEL_ARN, Tags }));

  it('are taken from the creating request, added, replaced by key and removed', async () => {
    expect(await list(MODEL_ARN)).to.deep.equal([tag('first', '1')]);
    const added = await add(tag('second', '2'), tag('first', 'one'));
    expect(added.Tags).to.deep.equal([tag('first', 'one'), tag('second', '2')]);
    await fixture.client.send(new DeleteTagsCommand({ ResourceArn: MODEL_ARN, TagKeys: ['first', 'absent'] }));
    expect(await list(MODEL_ARN)).to.deep.equal([tag('second', '2')]);
  });

  it('are kept for training jobs, such as the two that Step Functions adds', async () => {
    const Tags = [tag('MANAGED_BY_AWS', 'STARTED_BY_STEP_FUNCTIONS'), tag('AWS_STEP_FUNCTIONS_EXECUTION_ARN', 'arn:x')];
    const created = await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'finish', { Tags })));
    expect(await list(created.TrainingJobArn ?? '')).to.deep.equal(Tags);
    await fixture.waitFor('job', 'Completed');
  });

  it('go with the model', async () => {
    await fixture.client.send(new DeleteModelCommand({ ModelName: 'm' }));
    expect((await refusal(list(MODEL_ARN))).message).to.equal(
      `[rehearsal] nothing that has tags has the ARN '${MODEL_ARN}'`,
    );
    await createModel();
    expect(await list(MODEL_ARN)).to.deep.equal([tag('first', '1')]);
  });

  it('are at most 50 on one resource, and refused as a whole beyond', async () => {
    await add(...Array.from({ length: 49 }, (_, index) => tag(`k${index}`)));
    expect((await refusal(add(tag('one-more')))).message).to.equal(
      `[rehearsal] ${MODEL_ARN} would have 51 tags; at most 50 are allowed`,
    );
    expect(await list(MODEL_ARN)).to.have.length(50);
  });

  it('are refused with keys of AWS or a key twice', async () => {
    expect(await refusal(add(tag('aws:x'), tag('a'), tag('a')))).to.deep.equal({
      name: 'ValidationException',
      message: "[rehearsal] tag key 'aws:x' begins with 'aws:', which is reserved; tag key 'a' is given more than once",
    });
    expect(await list(MODEL_ARN)).to.deep.equal([tag('first', '1')]);
  });
});
