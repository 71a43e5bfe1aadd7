import * as aws from '@pulumi/aws';
import { expect } from 'chai';
import { RetrainingWorkflow } from '../../infra/components/retraining-workflow.ts';
import type { RetrainingWorkflowArgs } from '../../infra/config/workflow-args.ts';
import { type RecordedResource, type Recording, recordProgram } from '../../preview/program-recording.ts';
import { recordDevStack, recorded, statements } from './recorded-program.ts';

const ROLES = ['training', 'model', 'function', 'states'].map((name) => `arn:aws:iam::123456789012:role/own-${name}`);
const [TRAINING = '', MODEL = '', FUNCTION = '', STATES = ''] = ROLES;
const OWN = {
  bucketName: 'images-of-ours',
  trainingRoleArn: TRAINING,
  modelRoleArn: MODEL,
  functionRoleArn: FUNCTION,
  stateMachineRoleArn: STATES,
};

const typesOf = ({ resources }: Recording) =>
  resources.map(({ type }) => type).filter((type) => !type.startsWith('sagemaker-retraining:'));

/** A program of one workflow, in a stack of the region. */
function recordWorkflow(
  args: () => RetrainingWorkflowArgs,
  region = 'us-east-1',
  name = 'scans',
  registered: RecordedResource[] = [],
) {
  const config = { project: 'p', stack: 'dev', values: { 'aws:region': region } };
  return recordProgram(async () => ({ ...new RetrainingWorkflow(name, args()).outputs }), config, registered);
}

describe('a workflow of what exists already', () => {
  it('makes no bucket and no roles, and uses those that it is given', async () => {
    const recording = await recordDevStack(OWN);
    expect(typesOf(recording).sort()).to.deep.equal([
      'aws:cloudwatch/logGroup:LogGroup',
      'aws:cloudwatch/logGroup:LogGroup',
      'aws:lambda/function:Function',
      'aws:sfn/stateMachine:StateMachine',
    ]);
    expect(recording.invokes).to.include('aws:s3/getBucket:getBucket');
    const lambda = recorded(recording, 'aws:lambda/function:Function', 'retraining-generate-dataset').inputs;
    expect(lambda).to.include({ role: FUNCTION });
    expect(lambda['environment']).to.deep.nested.include({ 'variables.DATASET_BUCKET': 'images-of-ours' });
    const { definition, roleArn } = recorded(
      recording,
      'aws:sfn/stateMachine:StateMachine',
      'retraining-workflow',
    ).inputs;
    expect(roleArn).to.equal(STATES);
    const { States: states } = JSON.parse(String(definition));
    expect(states['Train model (image-classification)'].Parameters).to.deep.include({
      RoleArn: TRAINING,
      OutputDataConfig: { S3OutputPath: 's3://images-of-ours/dataset/output' },
    });
    expect(states['Save Model'].Parameters).to.include({ ExecutionRoleArn: MODEL });
    expect(recording.outputs).to.include({ bucketName: 'images-of-ours', trainingRoleArn: TRAINING });
  });

  it('may touch only its folder of a bucket that a destroyed stack left behind', async () => {
    const recording = await recordDevStack({
      bucketName: 'retraining-dataset-420a904',
      protectData: 'true',
      forceDestroy: 'false',
    });
    expect(typesOf(recording).filter((type) => type.startsWith('aws:s3/'))).to.deep.equal([]);
    const bucket = 'arn:aws:s3:::retraining-dataset-420a904';
    expect(
      statements(recording, 'retraining-generate-dataset')
        .flatMap(({ Resource }) => Resource)
        .filter((arn) => arn.startsWith('arn:aws:s3:')),
    ).to.deep.equal([
      bucket,
      ...['labels.json', 'dataset-report.json', 'runs/*'].map((name) => `${bucket}/dataset/${name}`),
      ...['train/*', 'test/*', 'runs/*'].map((pattern) => `${bucket}/dataset/${pattern}`),
      ...['train-data.lst', 'test-data.lst', 'dataset-report.json', 'labels.json'].map(
        (name) => `${bucket}/dataset/${name}`,
      ),
    ]);
  });

  it('takes names and ARNs that are outputs of other resources', async () => {
    const recording = await recordWorkflow(() => {
      const bucket = new aws.s3.Bucket('shared');
      const role = new aws.iam.Role('shared', { assumeRolePolicy: '{}' });
      const team = role.name;
      return { bucket: { name: bucket.bucket }, trainingRole: { arn: role.arn }, tags: { team } };
    });
    const { inputs } = recorded(recording, 'aws:sfn/stateMachine:StateMachine', 'scans-workflow');
    expect(String(inputs['definition']))
      .to.contain('s3://shared-0000000/dataset/output')
      .and.to.contain('"RoleArn": "arn:aws:iam::123456789012:role/shared-0000000"');
    expect(inputs['tags']).to.include({ team: 'shared-0000000', 'managed-by': 'pulumi' });
  });
});

describe('a workflow in a program of one’s own', () => {
  it('is where its provider is: with a region, the program names nothing but that region', async () => {
    const config = { project: 'p', stack: 'dev', values: { 'aws:region': 'eu-west-1' } };
    const { resources } = await recordProgram(async () => ({ ...new RetrainingWorkflow('scans').outputs }), config);
    const text = resources.map(({ inputs: { code: _, ...inputs } }) => JSON.stringify(inputs)).join('\n');
    expect(text).to.contain('685385470294.dkr.ecr.eu-west-1.amazonaws.com').and.not.to.contain('us-east-1');
  });

  for (const [why, args, region, problem] of [
    ['the provider’s region has no algorithm', {}, 'ap-southeast-5', /region is "ap-southeast-5": this region has no/],
    ['a run may cost too much there', { maximumRunCost: 1 }, 'us-east-1', /maximumRunCost is "1": At most 1\.48 USD/],
    ['the cost of a run is not known there', { maximumRunCost: 1 }, 'eu-west-1', /maximumRunCost is "1": it cannot be/],
  ] as const) {
    it(`fails before anything is registered below it when ${why}`, async () => {
      const registered: RecordedResource[] = [];
      const error: unknown = await recordWorkflow(() => args, region, 'scans', registered).catch((reason) => reason);
      expect(error).to.have.property('name', 'ConfigError');
      expect(error).to.have.property('message').that.matches(problem);
      expect(registered.filter(({ type }) => type.startsWith('aws:'))).to.deep.equal([]);
    });
  }

  it('fails before anything is registered below it when no bucket could have its name', async () => {
    const registered: RecordedResource[] = [];
    const error: unknown = await recordWorkflow(() => ({}), 'us-east-1', 'My_Scans', registered).catch(
      (reason) => reason,
    );
    expect(error)
      .to.have.property('message')
      .that.matches(
        /^the arguments of RetrainingWorkflow "My_Scans" have a problem:\n - the name "My_Scans" must have/,
      );
    expect(registered.filter(({ type }) => type.startsWith('aws:'))).to.deep.equal([]);
  });
});

describe('a bucket’s lifecycle', () => {
  it('deletes what is configured to be deleted, after so many days', async () => {
    const recording = await recordDevStack({
      unfinishedUploadDays: '2',
      noncurrentVersionDays: '90',
      checkpointDays: '14',
      outputDays: '365',
    });
    const { rules } = recorded(
      recording,
      'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
      'retraining-dataset',
    ).inputs;
    expect(rules).to.deep.equal([
      {
        id: 'abort-abandoned-uploads',
        status: 'Enabled',
        filter: { prefix: '' },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
      },
      {
        id: 'expire-old-versions',
        status: 'Enabled',
        filter: { prefix: '' },
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        expiration: { expiredObjectDeleteMarker: true },
      },
      {
        id: 'expire-checkpoints',
        status: 'Enabled',
        filter: { prefix: 'dataset/checkpoints/' },
        expiration: { days: 14 },
      },
      {
        id: 'expire-training-output',
        status: 'Enabled',
        filter: { prefix: 'dataset/output/' },
        expiration: { days: 365 },
      },
    ]);
  });
});
