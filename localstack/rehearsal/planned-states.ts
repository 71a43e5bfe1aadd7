import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { jsonRecord } from './json-values.ts';
import type { PlannedState } from './run-progress.ts';

/** `arn:aws:states:::sagemaker:createTrainingJob`, with or without `.sync`. */
const TRAINING_RESOURCE = /:states:[^:]*:[^:]*:sagemaker:createTrainingJob(?:\.|$)/;

/** A state machine's top-level states along its `Next`s, from `StartAt`; a Choice takes its `Default` and is not shown. */
export async function plannedStatesIn(sfn: SFNClient, stateMachineArn: string): Promise<readonly PlannedState[]> {
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  return plannedStates(jsonRecord(definition));
}

export function plannedStates(definition: Readonly<Record<string, unknown>>): readonly PlannedState[] {
  const states = new Map(Object.entries(definition['States'] ?? {}));
  const planned: PlannedState[] = [];
  const seen = new Set<string>();
  let name = definition['StartAt'];
  while (typeof name === 'string' && !seen.has(name)) {
    const state: unknown = states.get(name);
    seen.add(name);
    if (memberOf(state, 'Type') === 'Choice') {
      name = memberOf(state, 'Default');
      continue;
    }
    planned.push({ name, isTraining: TRAINING_RESOURCE.test(String(memberOf(state, 'Resource'))) });
    name = memberOf(state, 'Next');
  }
  return planned;
}

function memberOf(state: unknown, member: string): unknown {
  return typeof state === 'object' && state !== null ? new Map(Object.entries(state)).get(member) : undefined;
}
