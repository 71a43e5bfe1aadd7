import type { Revision } from '../../executions/state-machine-record.ts';
import { STATES_SESSION } from '../../tasks/role-sessions.ts';
import type { ServiceState } from '../service-state.ts';

const ACTIONS = [
  ...['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
];

/** Asks for what each traced execution needs. A trace that cannot be sent does not fail the execution; nothing is sent here. */
export function useTracing({ permissions }: ServiceState, { tracingEnabled, roleArn }: Revision): void {
  if (!tracingEnabled) return;
  for (const action of ACTIONS) {
    permissions?.denial({ roleArn, sessionName: STATES_SESSION }, [{ action, resource: '*' }]);
  }
}
