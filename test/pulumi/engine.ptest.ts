import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { expect } from 'chai';
import { errorOf } from '../support/error-of.ts';
import { EngineProject, resourcesOf } from './engine-project.ts';

/** What holds or guards people's images, and what says what happened to them. */
const DATA = [
  'aws:cloudwatch/logGroup:LogGroup retraining-generate-dataset',
  'aws:cloudwatch/logGroup:LogGroup retraining-workflow',
  'aws:s3/bucket:Bucket retraining-dataset',
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration retraining-dataset',
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls retraining-dataset',
  'aws:s3/bucketPolicy:BucketPolicy retraining-dataset',
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock retraining-dataset',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration retraining-dataset',
  'aws:s3/bucketVersioning:BucketVersioning retraining-dataset',
];

describe("on Pulumi's real engine, with a stand-in for the AWS provider", () => {
  let project: EngineProject;
  beforeEach(() => {
    project = new EngineProject();
  });
  afterEach(() => project[Symbol.dispose]());

  const created = async (name: string): Promise<{ stack: Stack; resources: readonly string[] }> => {
    const stack = await project.stack(name);
    await stack.up();
    return { stack, resources: await resourcesOf(stack) };
  };

  it('creates dev as previewed, sees no change afterwards, and leaves nothing when it is destroyed', async () => {
    const stack = await project.stack('dev');
    const previewed = (await stack.preview()).changeSummary;
    expect(Object.keys(previewed)).to.deep.equal(['create']);
    expect((await stack.up()).summary.resourceChanges).to.deep.equal(previewed);
    expect((await stack.preview()).changeSummary).to.deep.equal({ same: previewed.create });
    await stack.destroy();
    expect(await resourcesOf(stack)).to.deep.equal([]);
  });

  it('refuses to destroy prod while everything is still there', async () => {
    const { stack, resources } = await created('prod');
    const { exitCode, text } = await project.pulumi('destroy', '--yes', '--stack', 'prod');
    expect(exitCode).to.not.equal(0);
    expect(text).to.include('protected');
    expect(await resourcesOf(stack)).to.deep.equal(resources);
  });

  for (const flag of ['--exclude-protected', '--skip-preview']) {
    it(`keeps the data of prod and all that guards it when it is destroyed with ${flag}`, async () => {
      const { stack } = await created('prod');
      await project.pulumi('destroy', '--yes', flag, '--stack', 'prod');
      expect(await resourcesOf(stack)).to.include.members(DATA);
    });
  }

  it('keeps a secret of the configuration out of the state', async () => {
    const stack = await project.stack('prod');
    await stack.setConfig('alertEmail', { value: 'team@example.com', secret: true });
    await stack.up();
    expect(await resourcesOf(stack)).to.include('aws:sns/topicSubscription:TopicSubscription retraining-alerts');
    const { text } = await project.pulumi('stack', 'export', '--stack', 'prod');
    expect(text).to.include('retraining-dataset').and.not.include('team@example.com');
  });

  it('says what is wrong with the configuration, without a stack trace, before anything is made', async () => {
    const stack = await project.stack('dev');
    await stack.setConfig('instanceType', { value: 'ml.m5.large' });
    const { message } = await errorOf(stack.up());
    expect(message).to.include(
      'instanceType is "ml.m5.large": image-classification trains only on instances with a GPU;',
    );
    expect(message).to.not.match(/\n\s+at |unhandled exception/i);
    expect(await resourcesOf(stack)).to.deep.equal([]);
  });
});
