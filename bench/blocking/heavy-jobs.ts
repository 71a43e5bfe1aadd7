import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import {
  CreateStateMachineCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { pollUntil } from '../../test/support/poll-until.ts';
import { putTrainingData, trainingRequest } from '../training-requests.ts';
import { chain, type HeavyRequest, inParallel, ROLE } from './heavy-request.ts';

const DATA = { bucket: 'training', images: 500 };
const DEADLINE_MS = 120_000;
const EXECUTIONS = 200;

/** What begins and ends: training jobs and executions. */
export function jobRequests(): readonly HeavyRequest[] {
  return [...trainings(), ...executions()];
}

function trainings(): readonly HeavyRequest[] {
  return [
    {
      name: `a training job on ${2 * DATA.images} images, from its start to its end`,
      prepare: (clients) => putTrainingData(clients, DATA),
      run: async (clients) => {
        await start(clients, 'whole');
        await ended(clients, 'whole');
      },
    },
    {
      name: 'two training jobs that are stopped while they train',
      run: async (clients) => {
        for (const name of ['one', 'two']) await start(clients, name);
        for (const TrainingJobName of ['one', 'two']) {
          await pollUntil(
            `${TrainingJobName} trains`,
            async () => {
              const { SecondaryStatus } = await described(clients, TrainingJobName);
              return SecondaryStatus === 'Training' || SecondaryStatus === 'Completed' || undefined;
            },
            DEADLINE_MS,
          );
          // It may have been quicker.
          await clients.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName })).catch(() => undefined);
        }
        for (const name of ['one', 'two']) await ended(clients, name);
      },
    },
  ];
}

const start = ({ sagemaker }: AwsClients, name: string) =>
  sagemaker.send(new CreateTrainingJobCommand(trainingRequest(name, DATA)));

const described = ({ sagemaker }: AwsClients, TrainingJobName: string) =>
  sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));

function ended(clients: AwsClients, name: string): Promise<unknown> {
  const isOver = async () => {
    const { TrainingJobStatus: status, FailureReason: reason } = await described(clients, name);
    if (status === 'Failed') throw new Error(`${name} failed: ${reason}`);
    return status === 'Completed' || status === 'Stopped' || undefined;
  };
  return pollUntil(`${name} ends`, isOver, DEADLINE_MS);
}

function executions(): readonly HeavyRequest[] {
  const waiting = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1_000, End: true } } };
  const of = (name: string) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;
  const create = ({ sfn }: AwsClients, name: string, definition: object) =>
    sfn.send(new CreateStateMachineCommand({ name, roleArn: ROLE, definition: JSON.stringify(definition) }));
  const startAll = ({ sfn }: AwsClients, name: string) =>
    inParallel(EXECUTIONS, 50, (at) =>
      sfn.send(new StartExecutionCommand({ stateMachineArn: of(name), name: `${name}-${at}` })),
    );
  return [
    {
      name: `${EXECUTIONS} executions of 20 states, from their start to their end`,
      prepare: (clients) => create(clients, 'chained', chain('C')),
      run: async (clients) => {
        await startAll(clients, 'chained');
        const list = new ListExecutionsCommand({ stateMachineArn: of('chained'), statusFilter: 'RUNNING' });
        const isOver = async () => (await clients.sfn.send(list)).executions?.length === 0 || undefined;
        await pollUntil('all executions end', isOver, DEADLINE_MS);
      },
    },
    {
      name: `${EXECUTIONS} waiting executions that are started and stopped`,
      prepare: (clients) => create(clients, 'waiting', waiting),
      run: async (clients) => {
        await startAll(clients, 'waiting');
        await inParallel(EXECUTIONS, 50, (at) => {
          const executionArn = `${of('waiting').replace('stateMachine', 'execution')}:waiting-${at}`;
          return clients.sfn.send(new StopExecutionCommand({ executionArn }));
        });
      },
    },
  ];
}
