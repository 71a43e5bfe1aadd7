import { CreateModelCommand, DeleteModelCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { ROLE_ARN, UNTRUSTED_ROLE_ARN } from '../../unit/emulators/sagemaker/support/stub-services.ts';
import { expectInvalid, MODEL_DATA, refusedModel, serviceRule } from './service-rule.ts';

// Wording: control-plane-errors.json.

const OBSERVED = 'control-plane-errors.json, observed';
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000:model/m';
const inaccessible = (uri: string) =>
  `Could not access model data at ${uri}. Please ensure that the role "${ROLE_ARN}" exists and that its trust relationship policy ` +
  'allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has ' +
  '"s3:GetObject" permissions and that the object is located in us-east-1. If your Model uses multiple models or uncompressed ' +
  'models, please ensure that the role has "s3:ListBucket" permission.';

describe('the rules of models', () => {
  serviceRule(
    {
      id: 'model.exists',
      aws: 'a name that is in use is refused, with ValidationException',
      here: 'same',
      wording: 'partly AWS',
      source: 'control-plane-errors.json, model.exists: session.py of the SageMaker Python SDK matches the beginning',
    },
    async (fixture) => {
      const PrimaryContainer = { Image: IMAGE, ModelDataUrl: MODEL_DATA };
      await fixture.client.send(
        new CreateModelCommand({ ModelName: 'm', PrimaryContainer, ExecutionRoleArn: ROLE_ARN }),
      );
      expectInvalid(await refusedModel(fixture, {}), `Cannot create already existing model "${ARN}".`);
      await fixture.client.send(new DeleteModelCommand({ ModelName: 'm' }));
      const again = await fixture.client.send(
        new CreateModelCommand({ ModelName: 'm', PrimaryContainer, ExecutionRoleArn: ROLE_ARN }),
      );
      expect(again.ModelArn).to.equal(ARN);
    },
  );

  serviceRule(
    {
      id: 'model.notFound',
      aws: 'a model that is not there is refused to Describe and Delete',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json, observed of CreateEndpointConfig',
    },
    async ({ client }) => {
      const message = `Could not find model "${ARN}".`;
      expectInvalid(await refusal(client.send(new DescribeModelCommand({ ModelName: 'm' }))), message);
      expectInvalid(await refusal(client.send(new DeleteModelCommand({ ModelName: 'm' }))), message);
    },
  );

  serviceRule(
    {
      id: 'model.dataMissing',
      aws: 'the model data must be there when the model is created',
      here: 'same',
      wording: 'partly AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      for (const ModelDataUrl of ['s3://data/absent.tar.gz', 's3://absent/model.tar.gz', 's3://data/']) {
        expectInvalid(await refusedModel(fixture, { ModelDataUrl }), `Could not find model data at ${ModelDataUrl}.`);
      }
      const S3DataSource = { S3Uri: 's3://data/nothing/', S3DataType: 'S3Prefix', CompressionType: 'None' };
      const message = 'Could not find model data at s3://data/nothing/.';
      expectInvalid(
        await refusedModel(fixture, { ModelDataUrl: undefined, ModelDataSource: { S3DataSource } }),
        message,
      );
      const AdditionalModelDataSources = [{ ChannelName: 'adapter', S3DataSource }];
      expectInvalid(await refusedModel(fixture, { AdditionalModelDataSources }), message);
    },
  );

  serviceRule(
    {
      id: 'model.dataAccess',
      aws: 'the role must be able to read the model data, in the region of the model',
      here: 'same',
      wording: 'AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      fixture.stubs.buckets.add('locked');
      fixture.stubs.denied.add('locked');
      const locked = 's3://locked/model.tar.gz';
      expectInvalid(await refusedModel(fixture, { ModelDataUrl: locked }), inaccessible(locked));
      fixture.stubs.regions.set('data', 'eu-west-1');
      expectInvalid(await refusedModel(fixture, {}), inaccessible(MODEL_DATA));
    },
  );

  serviceRule(
    {
      id: 'model.role',
      aws: 'the role must exist and trust SageMaker',
      here: 'same',
      wording: 'AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      for (const role of ['arn:aws:iam::000000000000:role/absent', UNTRUSTED_ROLE_ARN]) {
        expectInvalid(
          await refusedModel(fixture, {}, role),
          `The execution role ARN "${role}" is invalid. Please ensure that the role exists and that its trust relationship policy ` +
            'allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".',
        );
      }
    },
  );

  serviceRule(
    {
      id: 'model.imagePull',
      aws: 'the image must be there and the role able to pull it',
      here: 'differs',
      note: "only tags of the built-in algorithm's image are known here; other private ECR images pass by their form",
      wording: 'partly AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      const Image = IMAGE.replace(':1', ':9');
      expectInvalid(
        await refusedModel(fixture, { Image }),
        `Role ${ROLE_ARN} cannot pull ${Image}. Ensure that the role exists and the image was granted pull permission.`,
      );
    },
  );

  serviceRule(
    {
      id: 'model.nonEcrImage',
      aws: 'an image outside of private ECR needs the repository access mode Vpc',
      here: 'same',
      wording: 'partly AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      const Image = 'docker.io/library/busybox';
      const message = 'Using non-ECR image without Vpc repository access mode is not supported';
      expectInvalid(await refusedModel(fixture, { Image }), message);
      expectInvalid(await refusedModel(fixture, { Image, ImageConfig: { RepositoryAccessMode: 'Platform' } }), message);
    },
  );

  serviceRule(
    {
      id: 'model.containerBothSources',
      aws: 'a container has an image and model data, or a model package',
      here: 'same',
      wording: 'AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      expectInvalid(
        await refusedModel(fixture, { ModelPackageName: 'p' }),
        'Specify one of either Image and Model Data URL or ModelPackageName in container definition.',
      );
    },
  );

  serviceRule(
    {
      id: 'model.multiModel',
      aws: 'an image without the label of multi-model containers cannot serve several models; the built-in algorithm is not listed for it',
      here: 'same',
      wording: 'AWS',
      source: 'aws/sagemaker-tensorflow-serving-container#156',
    },
    async (fixture) => {
      expectInvalid(
        await refusedModel(fixture, { Mode: 'MultiModel', ModelDataUrl: 's3://data/train/' }),
        `Your Ecr Image ${IMAGE} does not contain required com.amazonaws.sagemaker.capabilities.multi-models=true Docker label(s).`,
      );
    },
  );

  serviceRule(
    {
      id: 'model.multiModel.ownImage',
      aws: 'the artifacts of a multi-model container are all objects under a prefix',
      here: 'same',
      note: 'whether an own image has the label is not looked up',
      wording: 'partly AWS',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/create-multi-model-endpoint.html',
    },
    async (fixture) => {
      const own = { Image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1', Mode: 'MultiModel' as const };
      const absent = 's3://data/nothing/';
      expectInvalid(
        await refusedModel(fixture, { ...own, ModelDataUrl: absent }),
        `Could not find model data at ${absent}.`,
      );
      const PrimaryContainer = { ...own, ModelDataUrl: 's3://data/train/' };
      const request = new CreateModelCommand({ ModelName: 'm', PrimaryContainer, ExecutionRoleArn: ROLE_ARN });
      expect((await fixture.client.send(request)).ModelArn).to.equal(ARN);
      const described = await fixture.client.send(new DescribeModelCommand({ ModelName: 'm' }));
      expect(described.PrimaryContainer).to.deep.include(PrimaryContainer);
    },
  );
});
