import type { Status } from './history/visit.ts';
import { type Members, numberIn, textIn, timeMsIn } from './members.ts';

/** An execution as ListExecutions and DescribeExecution show it; the list says less. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  /** AWS's word, such as `TIMED_OUT`. */
  readonly awsStatus: string;
  readonly status: Status;
  readonly startedMs: number;
  readonly stoppedMs?: number;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  /** Of the distributed Map state whose items it does; absent where it was started by itself. */
  readonly mapRunArn?: string;
  /** Why it cannot be redriven, or absent where it can. */
  readonly notRedrivable?: string;
}

const STATUSES: Readonly<Record<string, Status>> = {
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'aborted',
};

export function executionIn(answer: Members): Execution {
  const awsStatus = textIn(answer, 'status') ?? '';
  const stoppedMs = timeMsIn(answer, 'stopDate');
  const mapRunArn = textIn(answer, 'mapRunArn');
  return {
    arn: textIn(answer, 'executionArn') ?? '',
    name: textIn(answer, 'name') ?? '',
    stateMachineArn: textIn(answer, 'stateMachineArn') ?? '',
    awsStatus,
    status: STATUSES[awsStatus] ?? 'running',
    startedMs: timeMsIn(answer, 'startDate') ?? 0,
    ...(stoppedMs === undefined ? {} : { stoppedMs }),
    redriveCount: numberIn(answer, 'redriveCount') ?? 0,
    ...(mapRunArn === undefined ? {} : { mapRunArn }),
    ...texts(answer),
    ...redrivability(answer),
  };
}

function texts(answer: Members): Pick<Execution, 'input' | 'output' | 'error' | 'cause'> {
  const [input, output, error, cause] = ['input', 'output', 'error', 'cause'].map((name) => textIn(answer, name));
  return {
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function redrivability(answer: Members): Pick<Execution, 'notRedrivable'> {
  if (textIn(answer, 'redriveStatus') === 'REDRIVABLE') return {};
  return { notRedrivable: textIn(answer, 'redriveStatusReason') ?? 'AWS says that it cannot be redriven' };
}

/** The name at the end of an execution's ARN. */
export function nameInArn(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
