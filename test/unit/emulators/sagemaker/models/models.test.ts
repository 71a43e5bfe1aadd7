import {
  CreateModelCommand,
  type CreateModelCommandInput,
  DescribeModelCommand,
  paginateListModels,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture } from '../support/sagemaker-fixture.ts';
import { ROLE_ARN } from '../support/stub-services.ts';

const DATA = 's3://out/models/job/output/model.tar.gz';
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000:model/my-model';
const request = (changes: Partial<CreateModelCommandInput> = {}): CreateModelCommandInput => ({
  ModelName: 'my-model',
  ExecutionRoleArn: ROLE_ARN,
  PrimaryContainer: { Image: IMAGE, ModelDataUrl: DATA },
  ...changes,
});

const REFUSALS: readonly [string, Partial<CreateModelCommandInput>, string][] = [
  [
    'no container and no role',
    { PrimaryContainer: undefined, ExecutionRoleArn: undefined },
    '[rehearsal] PrimaryContainer is missing: a model needs a container; ExecutionRoleArn is missing: SageMaker reads the model data as that role',
  ],
  [
    "another region's image",
    { PrimaryContainer: { Image: '685385470294.dkr.ecr.eu-west-1.amazonaws.com/image-classification:1' } },
    `[rehearsal] image '685385470294.dkr.ecr.eu-west-1.amazonaws.com/image-classification:1' belongs to eu-west-1, the model is made in us-east-1: use ${IMAGE}`,
  ],
];

describe('models', () => {
  let fixture: SageMakerFixture;
  beforeEach(async () => {
    fixture = await SageMakerFixture.start();
    fixture.stubs.objects.set('out/models/job/output/model.tar.gz', Buffer.from('model'));
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  it('are described as they were created, after a restart too', async () => {
    const created = await fixture.client.send(new CreateModelCommand(request({ Tags: [{ Key: 'a', Value: 'b' }] })));
    expect(created.ModelArn).to.equal(ARN);
    await fixture.close();
    await fixture.open();
    const {
      $metadata: _,
      CreationTime,
      ...model
    } = await fixture.client.send(new DescribeModelCommand({ ModelName: 'my-model' }));
    expect(CreationTime).to.be.an.instanceOf(Date);
    expect(model).to.deep.equal({
      ModelName: 'my-model',
      ModelArn: ARN,
      ExecutionRoleArn: ROLE_ARN,
      PrimaryContainer: { Image: IMAGE, Mode: 'SingleModel', ModelDataUrl: DATA },
      EnableNetworkIsolation: false,
    });
  });

  for (const [what, changes, message] of REFUSALS) {
    it(`are refused with ${what}`, async () => {
      const call = fixture.client.send(new CreateModelCommand(request(changes)));
      expect(await refusal(call)).to.deep.equal({ name: 'ValidationException', message });
    });
  }

  it('are listed page by page, newest first unless asked otherwise', async () => {
    const names = ['b-model', 'a-model', 'c-model'];
    for (const ModelName of names) await fixture.client.send(new CreateModelCommand(request({ ModelName })));
    const pages: (string | undefined)[][] = [];
    const input = { SortBy: 'Name', SortOrder: 'Ascending' } as const;
    for await (const { Models } of paginateListModels({ client: fixture.client, pageSize: 2 }, input)) {
      pages.push((Models ?? []).map(({ ModelName }) => ModelName));
    }
    expect(pages).to.deep.equal([['a-model', 'b-model'], ['c-model']]);
  });
});
