import {
  CreateModelPackageCommand,
  type CreateModelPackageCommandInput,
  CreateModelPackageGroupCommand,
  DescribeModelPackageGroupCommand,
} from '@aws-sdk/client-sagemaker';
import { IMAGE, refusal, type SageMakerFixture } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { expectInvalid, MODEL_DATA, serviceRule } from './service-rule.ts';

// Wording: control-plane-errors.json, and the issues that each rule names.

const GROUP = { ModelPackageGroupName: 'birds' };
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000:model-package-group/birds';

function refusedPackage(
  { client }: SageMakerFixture,
  changes: Partial<CreateModelPackageCommandInput>,
  container: object = {},
): Promise<{ name: string; message: string }> {
  const InferenceSpecification = { Containers: [{ Image: IMAGE, ModelDataUrl: MODEL_DATA, ...container }] };
  return refusal(client.send(new CreateModelPackageCommand({ InferenceSpecification, ...changes })));
}

describe('the rules of model packages', () => {
  serviceRule(
    {
      id: 'packageGroup.exists',
      aws: 'a group’s name that is in use is refused, with ValidationException',
      here: 'same',
      wording: 'partly AWS',
      source: 'control-plane-errors.json, packageGroup.exists',
    },
    async ({ client }) => {
      await client.send(new CreateModelPackageGroupCommand(GROUP));
      expectInvalid(
        await refusal(client.send(new CreateModelPackageGroupCommand(GROUP))),
        `Model Package Group already exists: ${ARN}`,
      );
    },
  );

  serviceRule(
    {
      id: 'packageGroup.notFound',
      aws: 'a group that is not there is refused, with ValidationException',
      here: 'same',
      wording: 'ours',
      source: 'control-plane-errors.json, packageGroup.notFound',
    },
    async ({ client }) => {
      expectInvalid(
        await refusal(client.send(new DescribeModelPackageGroupCommand(GROUP))),
        `[rehearsal] the model package group "${ARN}" does not exist: create it first`,
      );
    },
  );

  serviceRule(
    {
      id: 'validation.singular-plural-quirk',
      aws: 'a package without a group has no environment variables',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json, validation.singular-plural-quirk',
    },
    async (fixture) => {
      expectInvalid(
        await refusedPackage(fixture, { ModelPackageName: 'alone' }, { Environment: { A: 'b' } }),
        '1 validation errors detected:Environment variable map cannot be specified when using non-versioned ModelPackages',
      );
    },
  );

  serviceRule(
    {
      id: 'package.bothNames',
      aws: 'a package has a name or a group, not both',
      here: 'same',
      wording: 'AWS',
      source: 'getmoto/moto#7165',
    },
    async (fixture) => {
      expectInvalid(
        await refusedPackage(fixture, { ModelPackageName: 'alone', ...GROUP }),
        'Both ModelPackageName and ModelPackageGroupName are provided in the input. Cannot determine which one to use.',
      );
    },
  );

  serviceRule(
    {
      id: 'package.noName',
      aws: 'a package has a name or a group',
      here: 'same',
      wording: 'AWS',
      source: 'aws/sagemaker-python-sdk#2696',
    },
    async (fixture) => {
      expectInvalid(await refusedPackage(fixture, {}), 'Missing ARN');
    },
  );

  serviceRule(
    {
      id: 'package.additionalSource',
      aws: 'a container of a package has no AdditionalS3DataSource',
      here: 'same',
      wording: 'AWS',
      source: 'boto/boto3#4510',
    },
    async (fixture) => {
      await fixture.client.send(new CreateModelPackageGroupCommand(GROUP));
      const AdditionalS3DataSource = { S3DataType: 'S3Object', S3Uri: MODEL_DATA };
      expectInvalid(
        await refusedPackage(fixture, GROUP, { AdditionalS3DataSource }),
        'AdditionalS3DataSource is not allowed in InferenceSpecification',
      );
    },
  );
});
