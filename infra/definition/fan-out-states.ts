import { LAMBDA_SERVICE_ERRORS } from './retry-rules.ts';

/** Whether the data set is listed by several functions: where one could not finish in its time, always, or never. */
export type FanOut = 'never' | 'auto' | 'always';

export interface FanOutArgs {
  readonly functionArn: string;
  /** ARN by which a state invokes a function. */
  readonly invoke: string;
  readonly timeoutSeconds: number;
  /** Functions that list or write at a time. */
  readonly concurrency: number;
  /** Members of the function's payload that every call gets. */
  readonly payload: object;
  /** The state that takes the data set, `$.dataset`. */
  readonly next: string;
}

export const HAS_PLAN = 'Generate dataset (in one function?)';
const LIST = 'Generate dataset (list ranges)';
const NUMBER = 'Generate dataset (number rows)';
const WRITE = 'Generate dataset (write ranges)';
const LIST_FAILED = 'Generate dataset (a range was not listed)';
const WRITE_FAILED = 'Generate dataset (a range was not written)';
const JOIN = 'Generate dataset (join ranges)';

const FOLDER = '$.dataset.fanOut.folder';

/**
 * The states behind `Generate dataset`, which goes on to HAS_PLAN: where the function's answer is no data set but a plan, its
 * ranges are listed and written each by an execution of its own (Distributed Map), and the last state's answer is the data set
 * that one function would have made. A state's data has only numbers of ranges: the rest is in the plan's folder in S3.
 */
export function fanOutStates(args: FanOutArgs): Readonly<Record<string, object>> {
  const choice = { Variable: '$.dataset.fanOut', IsPresent: true, Next: LIST };
  const join = { ...step(args, 'join'), ResultSelector: { 'dataset.$': '$.Payload' }, Next: args.next };
  return {
    [HAS_PLAN]: { Type: 'Choice', Choices: [choice], Default: args.next },
    [LIST]: eachRange(args, 'list', { Label: 'ListRanges', Next: NUMBER, failed: LIST_FAILED }),
    [LIST_FAILED]: tellFailure(args, LIST),
    [NUMBER]: { ...step(args, 'number'), ResultPath: null, Next: WRITE },
    [WRITE]: eachRange(args, 'write', { Label: 'WriteRanges', Next: JOIN, failed: WRITE_FAILED }),
    [WRITE_FAILED]: tellFailure(args, WRITE),
    [JOIN]: join,
  };
}

function step(args: FanOutArgs, name: 'number' | 'join'): object {
  const fanOut = { step: name, 'folder.$': FOLDER };
  return invoked(args, { 'executionName.$': '$$.Execution.Name', ...args.payload, fanOut });
}

/** A map run fails without its children's words. A redriven execution goes on from here, to all ranges again. */
function tellFailure(args: FanOutArgs, Next: string): object {
  const fanOut = { step: 'tell', 'folder.$': FOLDER, 'redrives.$': '$$.Execution.RedriveCount' };
  return { ...invoked(args, { 'executionName.$': '$$.Execution.Name', fanOut }), ResultPath: null, Next };
}

interface RangesEnd {
  readonly Label: string;
  readonly Next: string;
  readonly failed: string;
}

function eachRange(args: FanOutArgs, name: 'list' | 'write', { failed, ...ends }: RangesEnd): object {
  const fanOut = { step: name, 'folder.$': '$.folder', 'range.$': '$.range' };
  const range = {
    ...invoked(args, { 'executionName.$': '$.executionName', ...args.payload, fanOut }),
    ResultSelector: { 'range.$': '$.Payload.range' },
    End: true,
  };
  const title = name === 'list' ? 'List range' : 'Write range';
  return {
    Type: 'Map',
    ItemsPath: '$.dataset.fanOut.ranges',
    ItemSelector: {
      'range.$': '$$.Map.Item.Value',
      'folder.$': FOLDER,
      'executionName.$': '$$.Execution.Name',
    },
    MaxConcurrency: args.concurrency,
    // An express execution may take five minutes, less than a range may.
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: title,
      States: { [title]: range },
    },
    ResultPath: null,
    Catch: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], ResultPath: '$.failure', Next: failed }],
    ...ends,
  };
}

function invoked(args: FanOutArgs, Payload: object): object {
  return {
    Type: 'Task',
    Resource: args.invoke,
    Parameters: { FunctionName: args.functionArn, Payload },
    TimeoutSeconds: args.timeoutSeconds,
    Retry: [LAMBDA_SERVICE_ERRORS],
  };
}
