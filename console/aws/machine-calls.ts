import { listIn, textIn, timeMsIn } from '../model/members.ts';
import { callJson } from './call-json.ts';

export interface StateMachineSummary {
  readonly arn: string;
  readonly name: string;
}

export interface StateMachine extends StateMachineSummary {
  /** `STANDARD` or `EXPRESS`. */
  readonly type: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly createdMs?: number;
}

const MAX_MACHINES = 1000;

export async function listStateMachines(signal?: AbortSignal): Promise<readonly StateMachineSummary[]> {
  const answer = await callJson('states', 'ListStateMachines', { maxResults: MAX_MACHINES }, signal);
  return listIn(answer, 'stateMachines').map((machine) => ({
    arn: textIn(machine, 'stateMachineArn') ?? '',
    name: textIn(machine, 'name') ?? '',
  }));
}

export async function describeStateMachine(stateMachineArn: string, signal?: AbortSignal): Promise<StateMachine> {
  const answer = await callJson('states', 'DescribeStateMachine', { stateMachineArn }, signal);
  const createdMs = timeMsIn(answer, 'creationDate');
  return {
    arn: stateMachineArn,
    name: textIn(answer, 'name') ?? '',
    type: textIn(answer, 'type') ?? 'STANDARD',
    definition: textIn(answer, 'definition') ?? '{}',
    roleArn: textIn(answer, 'roleArn') ?? '',
    ...(createdMs === undefined ? {} : { createdMs }),
  };
}

/** The definition that an execution was started with, which may have been changed since. */
export async function definitionOfExecution(executionArn: string, signal?: AbortSignal): Promise<string> {
  const answer = await callJson('states', 'DescribeStateMachineForExecution', { executionArn }, signal);
  return textIn(answer, 'definition') ?? '{}';
}
