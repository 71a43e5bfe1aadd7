import { CreateTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { pollUntil } from '../../test/support/poll-until.ts';
import { inParallel, makeRole } from '../blocking/heavy-request.ts';
import { putTrainingData, trainingRequest } from '../training-requests.ts';
import type { LoadCase } from './load-case.ts';

const JOBS = 50;
const DEADLINE_MS = 600_000;
const DATA = { bucket: 'data', images: 8 };

export const QUEUED_JOBS: LoadCase = {
  name: `${JOBS} training jobs created at once, of which some wait for others`,
  prepare: async ({ clients }) => {
    await makeRole(clients);
    await putTrainingData(clients, DATA);
  },
  run: async ({ clients: { sagemaker } }) => {
    await inParallel(JOBS, JOBS, (at) =>
      sagemaker.send(new CreateTrainingJobCommand(trainingRequest(`job-${at}`, DATA))),
    );
    const list = new ListTrainingJobsCommand({ StatusEquals: 'Completed', MaxResults: 100 });
    const all = async () => (await sagemaker.send(list)).TrainingJobSummaries?.length === JOBS || undefined;
    await pollUntil('every job is completed', all, DEADLINE_MS);
  },
};
