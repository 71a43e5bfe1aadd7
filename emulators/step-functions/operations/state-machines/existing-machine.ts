import type { Definition } from '../../definition/definition.ts';
import { variablesByState } from '../../definition/variable-references.ts';
import type { LoggingConfiguration, Revision, StateMachineRecord } from '../../executions/state-machine-record.ts';
import { stateMachineDoesNotExist } from '../api-errors.ts';
import { checkArn } from '../names.ts';
import type { ServiceState } from '../service-state.ts';

export function existingMachine(state: ServiceState, arn: string): StateMachineRecord {
  const machine = state.machines.find(checkArn(arn));
  if (machine === undefined) throw stateMachineDoesNotExist(arn);
  return machine;
}

export interface RevisionMembers {
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration: LoggingConfiguration;
  readonly tracingConfiguration: { readonly enabled: boolean };
  readonly encryptionConfiguration: { readonly type: string };
}

/** Other keys are refused. */
export const OWNED_KEY = { encryptionConfiguration: { type: 'AWS_OWNED_KEY' } };

/** What a definition's states read of variables, if they do. */
export function variableMembers({ definition }: Revision): object {
  const variableReferences = variablesByState(JSON.parse(definition) as Definition);
  return Object.keys(variableReferences).length === 0 ? {} : { variableReferences };
}

export function revisionMembers(revision: Revision): RevisionMembers {
  return {
    definition: revision.definition,
    roleArn: revision.roleArn,
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: { enabled: revision.tracingEnabled },
    ...OWNED_KEY,
  };
}
