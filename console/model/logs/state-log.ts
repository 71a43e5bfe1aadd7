import type { Attempt, Visit } from '../history/visit.ts';
import { isMembers, parsedJson, textIn } from '../members.ts';
import { trainingJobOf } from '../training/run-of-job.ts';
import type { LogEvent } from './found-line.ts';

/** Where a state's work has written its lines. */
export interface LogSource {
  /** The function whose group it is. */
  readonly functionName?: string;
  /** The group, where it is known. */
  readonly group?: string;
  /** What the names of its streams begin with. */
  readonly streamPrefix?: string;
  readonly fromMs: number;
  /** Absent while it runs. */
  readonly toMs?: number;
}

const TRAINING_GROUP = '/aws/sagemaker/TrainingJobs';
const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]+:\d*:function:([^:]+)/;
/** Clocks of a function and of the state machine are not the same; its last lines may come after its answer. */
const MARGIN_MS = 1_000;

/** The log of a state that calls a function or trains; undefined of every other one. */
export function logSourceOf({ attempts, enteredMs, endedMs }: Visit): LogSource | undefined {
  const last = attempts.at(-1);
  if (last === undefined) return undefined;
  const time = { fromMs: enteredMs - MARGIN_MS, ...(endedMs === undefined ? {} : { toMs: endedMs + MARGIN_MS }) };
  const functionName = functionOf(last);
  if (functionName !== undefined) return { functionName, ...time };
  const job = trainingJobOf({ attempts });
  // A job writes its log under its own name alone, also after the state that started it has ended.
  if (job !== undefined) return { group: TRAINING_GROUP, streamPrefix: `${job}/`, fromMs: time.fromMs };
  return undefined;
}

function functionOf({ resource = '', parameters }: Attempt): string | undefined {
  const direct = FUNCTION_ARN.exec(resource)?.[1];
  if (direct !== undefined) return direct;
  if (!resource.startsWith('lambda ')) return undefined;
  const named = memberOf(parameters, 'FunctionName');
  if (named === undefined) return undefined;
  return FUNCTION_ARN.exec(named)?.[1] ?? named.split(':')[0];
}

function memberOf(json: string | undefined, name: string): string | undefined {
  const value = parsedJson(json);
  return isMembers(value) ? textIn(value, name) : undefined;
}

/** Request ids of the state's invocations, where their answers name them; a failed invocation has no answer. */
export function requestIdsOf({ attempts }: Visit): readonly string[] {
  return attempts.flatMap(({ result }) => {
    const answer = parsedJson(result);
    const metadata = isMembers(answer) ? answer['SdkResponseMetadata'] : undefined;
    const id = isMembers(metadata) ? textIn(metadata, 'RequestId') : undefined;
    return id === undefined ? [] : [id];
  });
}

const START = /^START RequestId: (\S+)/;

/** The lines of these invocations alone, where they are all there; else all lines: those of a failed one must not be missing. */
export function linesOfRequests(
  events: readonly LogEvent[],
  ids: readonly string[],
  attemptCount: number,
): readonly LogEvent[] {
  if (ids.length === 0 || ids.length < attemptCount) return events;
  const openByStream = new Map<string, string>();
  const lines = events.filter(({ stream, message }) => {
    const begun = START.exec(message)?.[1];
    if (begun !== undefined) openByStream.set(stream, begun);
    const open = openByStream.get(stream);
    return open !== undefined && ids.includes(open);
  });
  return lines.length === 0 ? events : lines;
}
