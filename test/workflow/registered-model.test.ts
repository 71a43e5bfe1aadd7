import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DescribeModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };
const CONFIG = { lifecycle: 'register' };

// Beside a champion: judged-models.ltest.ts.
needing('deployment', 'the retraining workflow that registers its models', () => {
  let folder: string;
  let target: StartedTarget;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder, config: CONFIG });
    await target.putDataset(await patternDataset(DATASET));
  });

  after(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (name: string) => {
    const execution = await target.ended(await target.startExecution(freshName(name)));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    return JSON.parse(execution.output ?? '{}');
  };

  const packageOf = (ModelPackageName: string) =>
    target.clients.sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName }));

  it('judges the first one by itself, and asks for its approval', async () => {
    const output = await run('first');
    expect(output).to.have.all.keys(
      ...['dataset', 'trainingJob', 'model', 'evaluation', 'judgement', 'package', 'promoted'],
    );
    expect(output.promoted).to.equal(true);
    expect(output.judgement).to.deep.include({
      verdict: 'no champion',
      approval: 'PendingManualApproval',
      images: 4,
      missing: 0,
    });
    expect(output.judgement.accuracy).to.deep.include({ total: 4 });
    const found = await packageOf(output.package.ModelPackageArn);
    expect(found).to.deep.include({
      ModelPackageVersion: 1,
      ModelApprovalStatus: 'PendingManualApproval',
      ModelPackageDescription: output.judgement.reason,
      CustomerMetadataProperties: output.judgement.metadata,
    });
    expect(found.InferenceSpecification?.Containers?.[0]?.ModelDataUrl).to.equal(
      output.trainingJob.ModelArtifacts.S3ModelArtifacts,
    );
    const uri = new URL(found.ModelMetrics?.ModelQuality?.Statistics?.S3Uri ?? '');
    const object = { Bucket: uri.hostname, Key: uri.pathname.slice(1) };
    const body = await target.clients.s3.send(new GetObjectCommand(object));
    const { multiclass_classification_metrics: metrics } = JSON.parse((await body.Body?.transformToString()) ?? '');
    const { accuracy } = output.judgement;
    expect(metrics.accuracy.value).to.equal(accuracy.hits / 4);
  });
});
