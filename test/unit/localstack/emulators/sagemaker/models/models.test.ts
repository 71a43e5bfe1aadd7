import {
  CreateModelCommand,
  type CreateModelCommandInput,
  DeleteModelCommand,
  DescribeModelCommand,
  paginateListModels,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture } from '../support/sagemaker-fixture.ts';
import { ROLE_ARN, UNTRUSTED_ROLE_ARN } from '../support/stub-services.ts';

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
    'model data that is not there',
    { PrimaryContainer: { Image: IMAGE, ModelDataUrl: 's3://out/absent.tar.gz' } },
    'Could not find model data at s3://out/absent.tar.gz.',
  ],
  [
    'model data that the role may not read',
    { PrimaryContainer: { Image: IMAGE, ModelDataUrl: 's3://locked/model.tar.gz' } },
    `Could not access model data at s3://locked/model.tar.gz. Please ensure that the role "${ROLE_ARN}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in us-east-1. If your Model uses multiple models or uncompressed models, please ensure that the role has "s3:ListBucket" permission.`,
  ],
  [
    'a role that SageMaker may not assume',
    { ExecutionRoleArn: UNTRUSTED_ROLE_ARN },
    `The execution role ARN "${UNTRUSTED_ROLE_ARN}" is invalid. Please ensure that the role exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".`,
  ],
  [
    'an image outside of ECR',
    { PrimaryContainer: { Image: 'docker.io/library/busybox' } },
    'Using non-ECR image without Vpc repository access mode is not supported',
  ],
  [
    'an image together with a model package',
    { PrimaryContainer: { Image: IMAGE, ModelPackageName: 'p' } },
    'Specify one of either Image and Model Data URL or ModelPackageName in container definition.',
  ],
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
    fixture.stubs.buckets.add('locked');
    fixture.stubs.denied.add('locked');
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

  it('are refused under a name that is taken', async () => {
    await fixture.client.send(new CreateModelCommand(request()));
    const again = refusal(fixture.client.send(new CreateModelCommand(request())));
    expect(await again).to.deep.equal({
      name: 'ValidationException',
      message: `Cannot create already existing model "${ARN}".`,
    });
  });

  it('free their name when deleted, and are not found then', async () => {
    await fixture.client.send(new CreateModelCommand(request()));
    await fixture.client.send(new DeleteModelCommand({ ModelName: 'my-model' }));
    const expected = { name: 'ValidationException', message: `Could not find model "${ARN}".` };
    for (const Command of [DescribeModelCommand, DeleteModelCommand]) {
      const command = new Command({ ModelName: 'my-model' }) as DescribeModelCommand;
      expect(await refusal(fixture.client.send(command))).to.deep.equal(expected);
    }
    await fixture.client.send(new CreateModelCommand(request()));
  });

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
