import { randomUUID } from 'node:crypto';
import type {
  ChildEnd,
  ChildInput,
  MapRun,
  MapRunEnd,
  MapRunLimits,
  MapRunner,
  MapRunRequest,
} from '../../engine/map-runner.ts';
import type { JsonRecord } from '../../language/json.ts';
import type { TaskRunner } from '../../tasks/task.ts';
import type { ExecutionRecord } from '../execution-record.ts';
import { ChildStopped } from '../stop-reason.ts';
import { ChildExecution, type ChildOutcome } from './child-execution.ts';
import type { ChildRecord } from './child-executions.ts';
import type { MapRunCounts } from './map-run-record.ts';
import type { ActiveMapRun, MapRuns } from './map-runs.ts';

export interface MapRunParts {
  readonly mapRuns: MapRuns;
  /** The execution whose Map state asks for the map run. */
  readonly parent: ExecutionRecord;
  readonly tasksOf: (executionArn: string) => TaskRunner;
  readonly mapsOf: (child: ExecutionRecord) => MapRunner;
  readonly random: () => number;
}

/** A map run under way: starts child executions and counts them. */
export class MapRunExecution implements MapRun {
  readonly #request: MapRunRequest;
  readonly #parts: MapRunParts;
  readonly #active: ActiveMapRun;
  #sequence = 0;

  constructor(request: MapRunRequest, parts: MapRunParts) {
    this.#request = request;
    this.#parts = parts;
    const { stateMachineArn, executionArn } = parts.parent;
    const childMachineArn = `${stateMachineArn}/${request.label ?? randomUUID()}`;
    const record = {
      mapRunArn: `${childMachineArn.replace(':stateMachine:', ':mapRun:')}:${randomUUID()}`,
      executionArn,
      stateMachineArn: childMachineArn,
      executionType: request.processor.ProcessorConfig?.ExecutionType ?? 'STANDARD',
      startedMs: Date.now(),
      ...request.limits,
    };
    this.#active = parts.mapRuns.start(record, request.limits);
  }

  get arn(): string {
    return this.#active.record.mapRunArn;
  }

  get limits(): MapRunLimits {
    return this.#active.limits;
  }

  ready(children: readonly ChildInput[]): void {
    const items = children.reduce((sum, { itemCount }) => sum + itemCount, 0);
    Object.assign(this.#active.executionCounts, { total: children.length, pending: children.length });
    Object.assign(this.#active.itemCounts, { total: items, pending: items });
  }

  run(child: ChildInput, signal: AbortSignal): Promise<ChildEnd> {
    const record = this.#childRecord(child);
    const stop = new AbortController();
    const ended = this.#run(child, record, AbortSignal.any([signal, stop.signal]));
    this.#parts.mapRuns.follow(record.executionArn, {
      stop: (outcome) => stop.abort(new ChildStopped(outcome)),
      ended,
    });
    return ended;
  }

  async #run(child: ChildInput, record: ChildRecord, signal: AbortSignal): Promise<ChildEnd> {
    const { children } = this.#parts.mapRuns;
    const execution = new ChildExecution();
    children.start(record, execution.events);
    this.#move('pending', 'running', child.itemCount);
    const outcome = await execution.run(record, child.input, {
      processor: this.#request.processor,
      queryLanguage: this.#request.queryLanguage,
      tasks: this.#parts.tasksOf(record.executionArn),
      maps: this.#parts.mapsOf(record),
      context: contextOf(record, child),
      random: this.#parts.random,
      signal,
    });
    this.#move('running', COUNTED[outcome.status], child.itemCount);
    const { payload: output, ...ended } = outcome;
    const whole = { ...record, ...ended, stoppedMs: Date.now() };
    children.end(whole, execution.events);
    const { status } = outcome;
    return { status, itemCount: child.itemCount, result: resultOf(whole), ...(output === undefined ? {} : { output }) };
  }

  written(children: readonly ChildEnd[]): void {
    this.#active.executionCounts.resultsWritten += children.length;
    this.#active.itemCounts.resultsWritten += children.reduce((sum, { itemCount }) => sum + itemCount, 0);
  }

  end(status: MapRunEnd): void {
    const { itemCounts, executionCounts } = this.#active;
    // What was not started any more is over, too.
    for (const counts of [itemCounts, executionCounts]) {
      counts.aborted += counts.pending;
      counts.pending = 0;
    }
    this.#parts.mapRuns.end(this.#active, status);
  }

  #move(from: keyof MapRunCounts, to: keyof MapRunCounts, itemCount: number): void {
    const { itemCounts, executionCounts } = this.#active;
    executionCounts[from] -= 1;
    executionCounts[to] += 1;
    itemCounts[from] -= itemCount;
    itemCounts[to] += itemCount;
  }

  #childRecord({ input, itemCount }: ChildInput): ChildRecord {
    const { parent } = this.#parts;
    const { stateMachineArn, mapRunArn } = this.#active.record;
    const name = randomUUID();
    const kind = this.#active.record.executionType === 'EXPRESS' ? ':express:' : ':execution:';
    this.#sequence += 1;
    return {
      ...parent,
      executionArn: `${stateMachineArn.replace(':stateMachine:', kind)}:${name}`,
      name,
      stateMachineArn,
      stateMachineName: stateMachineArn.split(':').at(-1) ?? '',
      status: 'RUNNING',
      startedMs: Date.now(),
      sequence: this.#sequence,
      input: input.text,
      mapRunArn,
      itemCount,
    };
  }
}

const COUNTED: Readonly<Record<ChildOutcome['status'], keyof MapRunCounts>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
};

function contextOf(record: ChildRecord, { input }: ChildInput): JsonRecord {
  return {
    Execution: {
      Id: record.executionArn,
      Input: input.value,
      StartTime: new Date(record.startedMs).toISOString(),
      Name: record.name,
      RoleArn: record.roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: record.stateMachineArn, Name: record.stateMachineName },
  };
}

/** As ResultWriter shows a child (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html). */
function resultOf(record: ChildRecord): JsonRecord {
  const { executionArn, name, input, output, error, cause, startedMs, stoppedMs, stateMachineArn, status } = record;
  const included = { Included: true };
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: executionArn,
    Input: input,
    InputDetails: included,
    Name: name,
    ...(output === undefined ? {} : { Output: output, OutputDetails: included }),
    RedriveCount: 0,
    RedriveStatus: status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
    ...(status === 'SUCCEEDED' ? { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' } : {}),
    StartDate: new Date(startedMs).toISOString(),
    StateMachineArn: stateMachineArn,
    Status: status,
    StopDate: new Date(stoppedMs ?? startedMs).toISOString(),
  };
}
