import type { ExecutionRecord } from '../executions/execution-record.ts';

/** What DescribeExecution says of redriving (https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html). */
export function redriveMembers({ status }: ExecutionRecord): object {
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    const redriveStatusReason = `Execution is ${status} and cannot be redriven`;
    return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason };
  }
  return { redriveStatus: 'REDRIVABLE' };
}
