import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { refusal, trainingRequest } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { ROLE_ARN, UNTRUSTED_ROLE_ARN } from '../../unit/emulators/sagemaker/support/stub-services.ts';
import { expectInvalid, refusedJob, serviceRule } from './service-rule.ts';

// Wording: control-plane-errors.json and the public issues that it names.

const OBSERVED = 'control-plane-errors.json, observed';
const resources = (InstanceType: string) =>
  ({ InstanceType, InstanceCount: 1, VolumeSizeInGB: 1 }) as NonNullable<
    ReturnType<typeof trainingRequest>['ResourceConfig']
  >;
const channel = (S3Uri: string) => ({
  InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } } }],
});
const noObjects = (uri: string, bucket: string) =>
  `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected ` +
  `region (us-east-1), that objects exist under that S3 prefix, and that the role "${ROLE_ARN}" has "s3:ListBucket" ` +
  `permissions on bucket "${bucket}".`;
const notAssumable = (role: string) =>
  `Could not assume role ${role}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`;

describe('the rules of training jobs', () => {
  serviceRule(
    {
      id: 'training.nameInUse',
      aws: 'a name is used once, also after the job has ended',
      here: 'same',
      wording: 'AWS',
      source: 'SuperCowPowers/workbench#384',
    },
    async (fixture) => {
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
      await fixture.waitFor('job', 'Completed');
      expect(await refusedJob(fixture, {})).to.deep.equal({
        name: 'ResourceInUse',
        message:
          'Training job names must be unique within an AWS account and region, and a training job with this name already ' +
          'exists (arn:aws:sagemaker:us-east-1:000000000000:training-job/job)',
      });
    },
  );

  serviceRule(
    {
      id: 'training.instanceNotInRegion',
      aws: 'an instance type that the region does not offer is refused as a limit',
      here: 'differs',
      note: 'only types that no region offers any more (ml.p2); which region offers which of the others is not known here',
      wording: 'AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      expect(await refusedJob(fixture, { ResourceConfig: resources('ml.p2.xlarge') })).to.deep.equal({
        name: 'ResourceLimitExceeded',
        message: 'The requested resource training-job/ml.p2.xlarge is not available in this region',
      });
    },
  );

  serviceRule(
    {
      id: 'training.instanceNotSupportedByAlgorithm',
      aws: 'the algorithm trains on GPU instances only',
      here: 'same',
      wording: 'AWS',
      source: 'aws/amazon-sagemaker-examples#1951',
    },
    async (fixture) => {
      expectInvalid(
        await refusedJob(fixture, { ResourceConfig: resources('ml.c4.2xlarge') }),
        'Instance type ml.c4.2xlarge is not supported by algorithm image-classification; only GPU instances are supported.',
      );
    },
  );

  serviceRule(
    {
      id: 'training.noS3Objects',
      aws: "a channel's prefix must hold objects that the role may list, in a bucket that exists",
      here: 'same',
      wording: 'AWS',
      source: 'aws/amazon-sagemaker-examples#2269',
    },
    async (fixture) => {
      fixture.stubs.buckets.add('locked');
      fixture.stubs.denied.add('locked');
      fixture.stubs.objects.set('locked/train/a.jpg', Buffer.from('a'));
      for (const [uri, bucket] of [
        ['s3://data/nothing/', 'data'],
        ['s3://absent/train', 'absent'],
        ['s3://locked/train', 'locked'],
      ] as const) {
        expectInvalid(await refusedJob(fixture, channel(uri)), noObjects(uri, bucket));
      }
    },
  );

  serviceRule(
    {
      id: 'training.noS3Objects.otherRegion',
      aws: "a channel's bucket must be in the job's region",
      here: 'same',
      wording: 'AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      fixture.stubs.regions.set('data', 'eu-west-1');
      expectInvalid(
        await refusedJob(fixture, channel('s3://data/train')),
        `${noObjects('s3://data/train', 'data')} Error message from S3: The bucket is in this region: eu-west-1. ` +
          'Please use this region to retry the request',
      );
    },
  );

  serviceRule(
    {
      id: 'training.cannotAssumeRole',
      aws: 'the role must exist under its whole ARN and trust SageMaker',
      here: 'same',
      wording: 'AWS',
      source: OBSERVED,
    },
    async (fixture) => {
      const roles = ['absent', 'other/training'].map((name) => `arn:aws:iam::000000000000:role/${name}`);
      for (const RoleArn of [...roles, UNTRUSTED_ROLE_ARN]) {
        expectInvalid(await refusedJob(fixture, { RoleArn }), notAssumable(RoleArn));
      }
    },
  );

  serviceRule(
    {
      id: 'training.assumeRole.async',
      aws: 'a job whose role can no longer be assumed fails',
      here: 'same',
      wording: 'AWS',
      source: 'aws/sagemaker-python-sdk#35',
    },
    async (fixture) => {
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('first', 'wait')));
      await fixture.waitFor('first', 'Training');
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('second')));
      fixture.stubs.isAssumable = false;
      await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'first' }));
      const job = await fixture.waitFor('second', 'Failed', 'Completed');
      expect(job.FailureReason).to.equal(`ClientError: SageMaker was unable to assume the role '${ROLE_ARN}'`);
    },
    { limits: { concurrentJobs: 1 } },
  );

  serviceRule(
    {
      id: 'training.notFound',
      aws: 'a job that is not there is refused with ValidationException, whatever the model declares',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json: seen by comic/grand-challenge.org',
    },
    async ({ client }) => {
      const input = { TrainingJobName: 'absent' };
      expectInvalid(await refusal(client.send(new DescribeTrainingJobCommand(input))), 'Requested resource not found.');
      expectInvalid(await refusal(client.send(new StopTrainingJobCommand(input))), 'Requested resource not found.');
    },
  );

  serviceRule(
    {
      id: 'training.stop.terminal',
      aws: 'a job that has ended cannot be stopped',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json: seen by comic/grand-challenge.org',
    },
    async (fixture) => {
      for (const [name, fake, status] of [
        ['done', 'finish', 'Completed'],
        ['broken', 'crash', 'Failed'],
      ] as const) {
        await fixture.client.send(new CreateTrainingJobCommand(trainingRequest(name, fake)));
        await fixture.waitFor(name, status);
        expectInvalid(
          await refusal(fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: name }))),
          `The request was rejected because the training job is in status ${status}.`,
        );
      }
    },
  );
});
