import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { jsonRecord } from './execution-output.ts';

/** Names of a state machine's top-level states along its `Next`s, from `StartAt`. */
export async function stateNamesIn(sfn: SFNClient, stateMachineArn: string): Promise<readonly string[]> {
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const { StartAt: startAt, States: states } = jsonRecord(definition);
  const names: string[] = [];
  let name = typeof startAt === 'string' ? startAt : undefined;
  while (name !== undefined && !names.includes(name)) {
    names.push(name);
    name = nextOf(states, name);
  }
  return names;
}

function nextOf(states: unknown, name: string): string | undefined {
  const state = new Map(Object.entries(states ?? {})).get(name);
  if (typeof state !== 'object' || state === null || !('Next' in state)) return undefined;
  return typeof state.Next === 'string' ? state.Next : undefined;
}
