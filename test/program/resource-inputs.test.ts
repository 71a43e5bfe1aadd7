import { expect } from 'chai';
import type { Recording } from '../../preview/program-recording.ts';
import { recordDevStack, recorded } from './recorded-program.ts';

const BUCKET = 'retraining-dataset-0000000';

describe('the resources', () => {
  let recording: Recording;

  before(async () => {
    recording = await recordDevStack();
  });

  function inputs(type: string, name: string): Record<string, unknown> {
    const { tags: _, ...others } = recorded(recording, type, name).inputs;
    return others;
  }

  it('keep the bucket private, encrypted and versioned, and let the dev stack delete it', () => {
    const bucket = (kind: string) =>
      inputs(`aws:s3/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`, 'retraining-dataset');
    expect(bucket('Bucket')).to.deep.equal({ forceDestroy: true });
    expect(bucket('BucketOwnershipControls')).to.deep.equal({
      bucket: BUCKET,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    expect(bucket('BucketPublicAccessBlock')).to.deep.equal({
      bucket: BUCKET,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(bucket('BucketServerSideEncryptionConfiguration')).to.deep.equal({
      bucket: BUCKET,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    expect(bucket('BucketVersioning')).to.deep.equal({
      bucket: BUCKET,
      versioningConfiguration: { status: 'Enabled' },
    });
    expect(bucket('BucketLifecycleConfiguration')).to.deep.equal({
      bucket: BUCKET,
      rules: [
        {
          id: 'abort-abandoned-uploads',
          status: 'Enabled',
          filter: { prefix: '' },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
  });

  it('run the function on Node.js 24 with its own log group', () => {
    const { code: _, ...others } = inputs('aws:lambda/function:Function', 'retraining-generate-dataset');
    expect(others).to.deep.equal({
      description: 'Writes the .lst files of a data set of images',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      role: 'arn:aws:iam::123456789012:role/retraining-generate-dataset-0000000',
      timeout: 900,
      memorySize: 256,
      ephemeralStorage: { size: 512 },
      architectures: ['arm64'],
      environment: {
        variables: {
          DATASET_BUCKET: BUCKET,
          DATASET_PREFIX: 'dataset',
          TRAINING_JOB_NAME_PREFIX: 'retraining-dev',
          NODE_OPTIONS: '--max-semi-space-size=4',
        },
      },
      loggingConfig: { logFormat: 'Text', logGroup: '/logs/retraining-generate-dataset-0000000' },
      tracingConfig: { mode: 'PassThrough' },
    });
    expect(inputs('aws:cloudwatch/logGroup:LogGroup', 'retraining-generate-dataset')).to.deep.equal({
      namePrefix: '/aws/lambda/retraining-generate-dataset-',
      retentionInDays: 14,
    });
  });

  it('carry the function as one ES module that exports the handler', async () => {
    const { code } = inputs('aws:lambda/function:Function', 'retraining-generate-dataset');
    const assets = (await (code as { assets: Promise<Record<string, { text: Promise<string> }>> }).assets) ?? {};
    expect(Object.keys(assets)).to.deep.equal(['index.mjs']);
    expect(await (await assets['index.mjs'])?.text).to.match(/export\{[\w$]+ as handler\}/);
  });

  it('log every event of an execution with its data', () => {
    const { definition: _, ...others } = inputs('aws:sfn/stateMachine:StateMachine', 'retraining-workflow');
    expect(others).to.deep.equal({
      type: 'STANDARD',
      roleArn: 'arn:aws:iam::123456789012:role/retraining-workflow-0000000',
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: true,
        logDestination: 'arn:aws:logs:us-east-1:123456789012:log-group:/logs/retraining-workflow-0000000:*',
      },
      tracingConfiguration: { enabled: false },
    });
    expect(inputs('aws:cloudwatch/logGroup:LogGroup', 'retraining-workflow')).to.deep.equal({
      namePrefix: '/aws/vendedlogs/states/retraining-workflow-',
      retentionInDays: 14,
    });
  });

  it('expire the parts that an abandoned fan-out leaves, where runs may fan out', async () => {
    const other = await recordDevStack({ fanOut: 'auto', unfinishedUploadDays: '3' });
    const { rules } = recorded(
      other,
      'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
      'retraining-dataset',
    ).inputs as { rules: object[] };
    expect(rules[1]).to.deep.equal({
      id: 'expire-abandoned-parts',
      status: 'Enabled',
      filter: { prefix: 'dataset/fan-out/' },
      expiration: { days: 3 },
    });
  });

  it('follow the configuration', async () => {
    const other = await recordDevStack({
      forceDestroy: 'false',
      functionMemoryMb: '1024',
      functionStorageMb: '4096',
      functionArchitecture: 'x86_64',
      logRetentionDays: '365',
      tracing: 'true',
    });
    const lambda = recorded(other, 'aws:lambda/function:Function', 'retraining-generate-dataset').inputs;
    expect(lambda)
      .to.include({ memorySize: 1024 })
      .and.deep.include({
        ephemeralStorage: { size: 4096 },
        architectures: ['x86_64'],
        tracingConfig: { mode: 'Active' },
      })
      .and.to.have.nested.property('environment.variables.NODE_OPTIONS', '--max-semi-space-size=4');
    const machine = recorded(other, 'aws:sfn/stateMachine:StateMachine', 'retraining-workflow').inputs;
    expect(machine).to.deep.include({ tracingConfiguration: { enabled: true } });
    expect(recorded(other, 'aws:s3/bucket:Bucket', 'retraining-dataset').inputs).to.include({ forceDestroy: false });
    const groups = other.resources.filter(({ type }) => type === 'aws:cloudwatch/logGroup:LogGroup');
    expect(groups.map((group) => group.inputs['retentionInDays'])).to.deep.equal([365, 365]);
  });
});
