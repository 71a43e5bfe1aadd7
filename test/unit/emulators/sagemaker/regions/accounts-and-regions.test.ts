import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import {
  AddTagsCommand,
  CreateTrainingJobCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { refusal, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

const IRISH_IMAGE = '685385470294.dkr.ecr.eu-west-1.amazonaws.com/image-classification:1';
const IRISH_JOB = trainingRequest('job', 'finish', {
  AlgorithmSpecification: { TrainingImage: IRISH_IMAGE, TrainingInputMode: 'File' },
});

async function jobArns(client: SageMakerClient): Promise<(string | undefined)[]> {
  const { TrainingJobSummaries: jobs = [] } = await client.send(new ListTrainingJobsCommand({}));
  return jobs.map(({ TrainingJobArn }) => TrainingJobArn);
}

describe('SageMaker in several regions and accounts', () => {
  let fixture: SageMakerFixture;
  const opened: SageMakerClient[] = [];
  const clientIn = (region: string, accessKeyId?: string) => {
    const client = fixture.clientIn(region, accessKeyId);
    opened.push(client);
    return client;
  };
  beforeEach(async () => {
    fixture = await SageMakerFixture.start();
  });
  afterEach(async () => {
    for (const client of opened.splice(0)) client.destroy();
    await fixture[Symbol.asyncDispose]();
  });

  it('gives each region its own jobs under the same name, with ARNs of that region', async () => {
    fixture.stubs.regions.set('data', 'eu-west-1').set('out', 'eu-west-1');
    const irish = clientIn('eu-west-1');
    const { TrainingJobArn } = await irish.send(new CreateTrainingJobCommand(IRISH_JOB));
    expect(TrainingJobArn).to.equal('arn:aws:sagemaker:eu-west-1:000000000000:training-job/job');
    expect(await jobArns(fixture.client)).to.deep.equal([]);
    fixture.stubs.regions.clear();
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    expect(await jobArns(fixture.client)).to.deep.equal(['arn:aws:sagemaker:us-east-1:000000000000:training-job/job']);
    expect(await jobArns(irish)).to.deep.equal(['arn:aws:sagemaker:eu-west-1:000000000000:training-job/job']);
    expect(fixture.stubs.accountCallers).to.deep.equal(new Set(['test eu-west-1', 'test us-east-1']));
  });

  it('gives the account whose id is the access key its own jobs, and calls other services as that account', async () => {
    const client = clientIn('us-east-1', '111111111111');
    await client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    expect(await jobArns(client)).to.deep.equal(['arn:aws:sagemaker:us-east-1:111111111111:training-job/job']);
    expect(await jobArns(fixture.client)).to.deep.equal([]);
    expect(fixture.stubs.accountCallers).to.deep.equal(new Set(['111111111111 us-east-1']));
  });

  it('knows the jobs of every account and region again after a restart', async () => {
    await clientIn('us-east-1', '111111111111').send(new CreateTrainingJobCommand(trainingRequest('job')));
    await fixture.close();
    await fixture.open();
    expect(await jobArns(fixture.client)).to.deep.equal([]);
    expect(await jobArns(clientIn('us-east-1', '111111111111'))).to.deep.equal([
      'arn:aws:sagemaker:us-east-1:111111111111:training-job/job',
    ]);
  });

  it('knows no tags of a resource in another region', async () => {
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:training-job/job';
    const tag = { Key: 'team', Value: 'vision' };
    const { message } = await refusal(clientIn('eu-west-1').send(new AddTagsCommand({ ResourceArn, Tags: [tag] })));
    expect(message).to.equal(`[rehearsal] nothing that has tags has the ARN '${ResourceArn}'`);
  });

  it('refuses a signature for what is no region, and keeps nothing under that name', async () => {
    const answer = await fetch(fixture.endpointUrl, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/../sagemaker/aws4_request, SignedHeaders=host',
        'x-amz-target': 'SageMaker.ListTrainingJobs',
      },
      body: '{}',
    });
    expect(answer.status).to.equal(400);
    expect(await answer.json()).to.deep.equal({
      __type: 'ValidationException',
      message: "[rehearsal] the request is signed for '..', no AWS region",
    });
    expect(existsSync(join(fixture.dataFolder, 'training-jobs'))).to.equal(false);
  });

  it('takes over a data folder in which all regions lay side by side', async () => {
    const tags = [{ Key: 'team', Value: 'vision' }];
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('Job-1', 'finish', { Tags: tags })));
    const { $metadata: _before, ...before } = await fixture.waitFor('Job-1', 'Completed');
    await fixture.close();
    for (const kind of ['training-jobs', 'models', 'tags', 'work']) {
      renameSync(join(fixture.homeFolder, kind), join(fixture.dataFolder, kind));
    }
    // What a takeover that was interrupted leaves.
    mkdirSync(join(fixture.homeFolder, 'training-jobs'));
    await fixture.open();
    const { $metadata: _after, ...after } = await fixture.describe('Job-1');
    expect(after).to.deep.equal(before);
    const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:training-job/Job-1';
    expect((await fixture.client.send(new ListTagsCommand({ ResourceArn }))).Tags).to.deep.equal(tags);
    const left = ['training-jobs', 'models', 'tags', 'work'].filter((kind) =>
      existsSync(join(fixture.dataFolder, kind)),
    );
    expect(left).to.deep.equal([]);
  });
});
