import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeModelPackageCommand,
  ListTransformJobsCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

// Thirty images of each class to judge by: a model that has them all wrong differs from one that has them right beyond any doubt.
const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 24, testPerClass: 30, width: 32, height: 32 };
const CONFIG = { lifecycle: 'register', accuracyMargin: 0.2, minimumRecall: '{"cat":0.5}' };

needing('deployment', 'the retraining workflow that judges its models', () => {
  let folder: string;
  let target: StartedTarget;
  let images: Map<string, Buffer>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder, config: CONFIG });
    images = await patternDataset(DATASET);
    await target.putDataset(images);
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
      images: 60,
      missing: 0,
    });
    expect(output.judgement.accuracy).to.deep.include({ total: 60 });
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
    expect(metrics.accuracy.value).to.equal(accuracy.hits / 60);
  });

  it('rejects one that was trained with wrong labels beside the approved one, and says why', async () => {
    const approved = (await run('approved')).package.ModelPackageArn;
    const { sagemaker } = target.clients;
    await sagemaker.send(new UpdateModelPackageCommand({ ModelPackageArn: approved, ModelApprovalStatus: 'Approved' }));
    const other = (key: string) =>
      key.includes('/cat/') ? key.replace('/cat/', '/dog/') : key.replace('/dog/', '/cat/');
    await target.putDataset(
      new Map([...images].map(([key, body]) => [key.startsWith('train/') ? other(key) : key, body])),
    );
    const name = freshName('swapped');
    const execution = await target.ended(await target.startExecution(name));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const { promoted, judgement, package: made } = JSON.parse(execution.output ?? '{}');
    expect(promoted).to.equal(false);
    expect(judgement).to.deep.include({ verdict: 'worse', approval: 'Rejected' });
    expect(judgement.metadata).to.deep.include({ champion: approved, promoted: 'false', verdict: 'worse' });
    expect(judgement.reason).to.match(/the recall of "cat" is .* and must be at least 50\.0 %/);
    expect(await packageOf(made.ModelPackageArn)).to.deep.include({
      ModelApprovalStatus: 'Rejected',
      ModelPackageDescription: judgement.reason,
    });
    const list = new ListTransformJobsCommand({ NameContains: name, SortBy: 'Name', SortOrder: 'Ascending' });
    const { TransformJobSummaries = [] } = await sagemaker.send(list);
    const ends = TransformJobSummaries.map(({ TransformJobName = '' }) => TransformJobName.split(name)[1]);
    expect(ends).to.deep.equal(['-0-0', '-0-500']);
  });

  it('promotes one that is right again, and asks for its approval', async () => {
    await target.putDataset(images);
    const { promoted, judgement, package: made } = await run('again');
    expect(judgement.reasons, judgement.reason).to.be.an('array');
    expect(promoted).to.equal(true);
    expect(judgement.verdict).to.be.oneOf(['better', 'not worse']);
    expect(made.ModelPackageArn).to.match(/:model-package\/[\w-]+\/4$/);
  });
});
