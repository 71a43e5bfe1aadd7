import { notImplemented } from '../../../core/wire/aws-error.ts';
import { describeProblem, validateInTurns } from '../../definition/validate-definition.ts';
import type { MachineType } from '../../executions/state-machine-record.ts';
import { invalidDefinition } from '../api-errors.ts';
import type { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';

/** The definition if it can run here; throws InvalidDefinition with everything that is wrong. */
export async function readDefinition(state: ServiceState, text: string, type: MachineType): Promise<string> {
  const problems = await validateInTurns(text, state.integrations, type);
  const errors = problems.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw invalidDefinition(errors.map(describeProblem));
  return text;
}

/** Members of the request that stand for what is not emulated. */
export function refuseUnknownFeatures(members: RequestMembers): void {
  const encryption = members.object('encryptionConfiguration');
  if (encryption !== undefined && encryption['type'] !== 'AWS_OWNED_KEY') {
    throw notImplemented('states', 'CreateStateMachine with a customer managed KMS key');
  }
}
