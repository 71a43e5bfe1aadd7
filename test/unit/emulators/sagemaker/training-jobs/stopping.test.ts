import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateTrainingJobCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

const support = (file: string) => fileURLToPath(new URL(`../support/${file}`, import.meta.url));

describe('stopping training jobs', () => {
  it('ends a job at MaxRuntimeInSeconds as Stopped, with its model and without a failure reason', async () => {
    await using fixture = await SageMakerFixture.start();
    const StoppingCondition = { MaxRuntimeInSeconds: 1 };
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'wait', { StoppingCondition })));
    const job = await fixture.waitFor('job', 'MaxRuntimeExceeded', 'Completed', 'Failed');
    expect(job).to.include({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
    expect(job.FailureReason).to.equal(undefined);
    expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://out/models/job/output/model.tar.gz');
  });

  it('kills a job that does not heed SIGTERM, and has no model then', async () => {
    await using fixture = await SageMakerFixture.start({ limits: { stopGraceMs: 50 } });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'stubborn')));
    await fixture.waitFor('job', 'Training');
    await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
    const job = await fixture.waitFor('job', 'Stopped');
    expect(job.ModelArtifacts).to.equal(undefined);
    expect(job.FailureReason).to.equal(undefined);
  });

  it('lets a job that is stopping be stopped again', async () => {
    await using fixture = await SageMakerFixture.start({ limits: { stopGraceMs: 300 } });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'stubborn')));
    await fixture.waitFor('job', 'Training');
    for (const _ of [1, 2]) await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
    const job = await fixture.waitFor('job', 'Stopped');
    expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).to.deep.equal([
      'Starting',
      'Downloading',
      'Training',
      'Stopping',
      'Stopped',
    ]);
  });

  it('runs two jobs at a time, keeps a third in Starting, and can stop it there', async () => {
    await using fixture = await SageMakerFixture.start();
    for (const name of ['one', 'two', 'three', 'four']) {
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest(name, 'wait')));
    }
    await fixture.waitFor('one', 'Training');
    await fixture.waitFor('two', 'Training');
    expect((await fixture.describe('three')).SecondaryStatus).to.equal('Starting');
    await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'three' }));
    const never = await fixture.waitFor('three', 'Stopped');
    expect([never.TrainingStartTime, never.ModelArtifacts]).to.deep.equal([undefined, undefined]);
    await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'one' }));
    await fixture.waitFor('four', 'Training');
  });

  it('marks running jobs Stopped when the emulator closes, uploads nothing, leaves no work folder', async () => {
    await using fixture = await SageMakerFixture.start({ limits: { closeGraceMs: 100 } });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('mild', 'wait')));
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('stubborn', 'stubborn')));
    await fixture.waitFor('mild', 'Training');
    await fixture.waitFor('stubborn', 'Training');
    await fixture.close();
    expect(readdirSync(join(fixture.homeFolder, 'work'))).to.deep.equal([]);
    expect([...fixture.stubs.objects.keys()]).to.deep.equal(['data/train/a.jpg']);
    await fixture.open();
    for (const name of ['mild', 'stubborn']) {
      expect((await fixture.describe(name)).TrainingJobStatus, name).to.equal('Stopped');
    }
  });

  it('leaves no process behind when the emulator is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'orphan-'));
    const parent = spawn(process.execPath, [support('training-parent.ts'), support('fake-training.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: parent.stdout })) if (line === 'epoch') break;
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const deadlineMs = Date.now() + 10_000;
    while (!existsSync(join(folder, 'parent-gone')) && Date.now() < deadlineMs) await delay(10);
    expect(existsSync(join(folder, 'parent-gone'))).to.equal(true);
    await rm(folder, { recursive: true });
  });
});
