import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { type TrainingAccount, trainingRequest } from '../../integration/support/training-account.ts';
import { pollUntil } from '../../support/poll-until.ts';

/** The artifact of a model that tells the account's two classes apart. */
export async function trainedArtifact({ sagemaker }: AwsClients, account: TrainingAccount): Promise<string> {
  const TrainingJobName = 'trained';
  await sagemaker.send(new CreateTrainingJobCommand({ ...trainingRequest(account, 'good', 8), TrainingJobName }));
  const job = await pollUntil('the training job has ended', async () => {
    const found = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
    return found.TrainingEndTime === undefined ? undefined : found;
  });
  expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
  return job.ModelArtifacts?.S3ModelArtifacts ?? '';
}
