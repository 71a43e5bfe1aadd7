import type { RolePermissions } from '../../core/authorization/role-permissions.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';
import type { FunctionRecord } from '../store/function-record.ts';

type Traced = Pick<FunctionRecord, 'tracingMode' | 'role' | 'functionName'>;

const SEGMENTS = { action: 'xray:PutTraceSegments', resource: '*' };
const TELEMETRY = { action: 'xray:PutTelemetryRecords', resource: '*' };

/** Refuses active tracing by a role that may not send segments, as Lambda does when a function is created or changed. */
export function checkTracing(record: Traced, permissions: RolePermissions | undefined): void {
  if (record.tracingMode !== 'Active') return;
  if (permissions?.denial(workingRole(record), [SEGMENTS]) === undefined) return;
  throw invalidParameterValue('The provided execution role does not have permissions to call PutTraceSegments on XRAY');
}

/** Asks for what each traced invocation sends. A trace that cannot be sent does not fail the function; nothing is sent here. */
export function useTracing(record: Traced, permissions: RolePermissions | undefined): void {
  if (record.tracingMode !== 'Active') return;
  for (const permission of [SEGMENTS, TELEMETRY]) permissions?.denial(workingRole(record), [permission]);
}

function workingRole({ role, functionName }: Traced) {
  return { roleArn: role, sessionName: functionName };
}
