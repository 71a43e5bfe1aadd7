import { useConsole } from '../../app/context.ts';
import { usePolled } from '../../app/polling.ts';
import { executionHistory, listExecutions } from '../../aws/execution-calls.ts';
import type { Execution } from '../../model/execution.ts';
import type { TrainingJob } from '../../model/training/described-job.ts';
import { asksForJob, runsAround } from '../../model/training/run-of-job.ts';

const LISTED = 1_000;
const LOOKED_THROUGH = 5;
const EVENTS = 1_000;

/** The execution that asked for this job, where it is one of the state machine that is looked at. */
export function useRunOfJob({ name, createdMs }: TrainingJob): Execution | undefined {
  const { machine } = useConsole();
  const machineArn = machine?.arn;
  const { value } = usePolled(
    async (signal) => (machineArn === undefined ? undefined : await runOfJob(machineArn, name, createdMs, signal)),
    undefined,
    [machineArn, name, createdMs],
  );
  return value;
}

async function runOfJob(
  stateMachineArn: string,
  jobName: string,
  createdMs: number,
  signal: AbortSignal,
): Promise<Execution | undefined> {
  const { executions } = await listExecutions({ stateMachineArn, maxResults: LISTED }, signal);
  for (const execution of runsAround(executions, createdMs).slice(0, LOOKED_THROUGH)) {
    const { events } = await executionHistory({ executionArn: execution.arn, maxResults: EVENTS }, signal);
    if (asksForJob(events, jobName)) return execution;
  }
  return undefined;
}
