import { CreateStateMachineCommand, ListExecutionsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { pollUntil } from '../../test/support/poll-until.ts';
import { chain, inParallel, makeRole, ROLE } from '../blocking/heavy-request.ts';
import type { LoadCase } from './load-case.ts';

const EXECUTIONS = 200;
const DEADLINE_MS = 120_000;
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:load';

export const MANY_EXECUTIONS: LoadCase = {
  name: `${EXECUTIONS} executions of 20 states, started at once`,
  prepare: async ({ clients }) => {
    await makeRole(clients);
    const definition = JSON.stringify(chain());
    await clients.sfn.send(new CreateStateMachineCommand({ name: 'load', roleArn: ROLE, definition }));
  },
  run: async ({ clients: { sfn } }) => {
    await inParallel(EXECUTIONS, EXECUTIONS, () => sfn.send(new StartExecutionCommand({ stateMachineArn })));
    const succeeded = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED', maxResults: 1_000 });
    const all = async () => (await sfn.send(succeeded)).executions?.length === EXECUTIONS || undefined;
    await pollUntil('every execution has succeeded', all, DEADLINE_MS);
  },
};
