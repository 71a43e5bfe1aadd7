import { CreateStateMachineCommand, ListExecutionsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { pollUntil } from '../../test/support/poll-until.ts';
import { chain, inParallel, makeRole, ROLE } from '../blocking/heavy-request.ts';

const AT_ONCE = 50;
const DEADLINE_MS = 300_000;
/** Of a Map over items with one Pass state: each makes four events, and AWS ends an execution at 25,000. */
const ITEMS = 6_248;
export const LONG_EVENTS = 24_998;

export interface ManyRuns {
  /** Of twenty states. */
  readonly runArn: string;
  /** The same, of which the last one fails. */
  readonly redArn: string;
  /** With nearly as many events as an execution may have. */
  readonly longArn: string;
  /** Has as many executions as were asked for. */
  readonly machineArn: string;
}

/** What the console is to show: an ordinary run, a long one, and many. */
export async function makeManyRuns(clients: AwsClients, count: number): Promise<ManyRuns> {
  await makeRole(clients);
  const pass = { Type: 'Pass', End: true };
  const each = { StartAt: 'Item', States: { Item: pass } };
  const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: each, ResultPath: null, End: true };
  const ordinary = await createMachine(clients, 'ordinary', chain());
  const failure = { Type: 'Fail', Error: 'Bench.Failed', Cause: 'The last state fails, as it was told to' };
  const red = await createMachine(clients, 'red', chain('S', failure));
  const long = await createMachine(clients, 'long', { StartAt: 'Each', States: { Each: map } });
  const machineArn = await createMachine(clients, 'many', { StartAt: 'Only', States: { Only: pass } });
  const items = Array.from({ length: ITEMS }, (_, index) => index);
  const runArn = await start(clients, ordinary, {});
  const redArn = await start(clients, red, {});
  const longArn = await start(clients, long, { items });
  await inParallel(count, AT_ONCE, () => start(clients, machineArn, {}));
  for (const arn of [ordinary, red, long, machineArn]) {
    await pollUntil('every execution has ended', () => nothingRuns(clients, arn), DEADLINE_MS);
  }
  return { runArn, redArn, longArn, machineArn };
}

async function createMachine({ sfn }: AwsClients, name: string, definition: object): Promise<string> {
  const command = new CreateStateMachineCommand({ name, roleArn: ROLE, definition: JSON.stringify(definition) });
  return (await sfn.send(command)).stateMachineArn ?? '';
}

async function start({ sfn }: AwsClients, stateMachineArn: string, input: object): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
  return (await sfn.send(command)).executionArn ?? '';
}

async function nothingRuns({ sfn }: AwsClients, stateMachineArn: string): Promise<true | undefined> {
  const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }));
  return executions?.length === 0 || undefined;
}
