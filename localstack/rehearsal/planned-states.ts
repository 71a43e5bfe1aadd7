import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { jsonRecord } from './execution-output.ts';
import type { PlannedState } from './run-progress.ts';

/** `arn:aws:states:::sagemaker:createTrainingJob`, with or without `.sync`. */
const TRAINING_RESOURCE = /:states:[^:]*:[^:]*:sagemaker:createTrainingJob(?:\.|$)/;

/** A state machine's top-level states along its `Next`s, from `StartAt`. */
export async function plannedStatesIn(sfn: SFNClient, stateMachineArn: string): Promise<readonly PlannedState[]> {
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  return plannedStates(jsonRecord(definition));
}

export function plannedStates(definition: Readonly<Record<string, unknown>>): readonly PlannedState[] {
  const states = new Map(Object.entries(definition['States'] ?? {}));
  const planned = new Map<string, PlannedState>();
  let name = definition['StartAt'];
  while (typeof name === 'string' && !planned.has(name)) {
    const state: unknown = states.get(name);
    planned.set(name, { name, isTraining: TRAINING_RESOURCE.test(String(memberOf(state, 'Resource'))) });
    name = memberOf(state, 'Next');
  }
  return [...planned.values()];
}

function memberOf(state: unknown, member: string): unknown {
  return typeof state === 'object' && state !== null ? new Map(Object.entries(state)).get(member) : undefined;
}
