import { join } from 'node:path';
import { RecordStore } from '../../../core/storage/record-store.ts';
import type { HistoryEvent } from '../../engine/history.ts';
import type { MapRunEnd, MapRunLimits } from '../../engine/map-runner.ts';
import type { Outcome } from '../execution-record.ts';
import { recordKey } from '../record-key.ts';
import { ChildExecutions, type ChildRecord } from './child-executions.ts';
import { MAP_RUNS, type MapRunCounts, type MapRunRecord, NO_COUNTS } from './map-run-record.ts';

/** A map run under way, whose counts and limits change. */
export interface ActiveMapRun {
  readonly record: Omit<MapRunRecord, 'itemCounts' | 'executionCounts' | 'status'>;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  limits: MapRunLimits;
}

/** A child under way. */
export interface RunningChild {
  stop(outcome: Outcome): void;
  readonly ended: Promise<unknown>;
}

/** Map runs and their child executions: what DescribeMapRun, ListMapRuns, UpdateMapRun and the operations on executions show of them. */
export class MapRuns {
  readonly #records: RecordStore<MapRunRecord>;
  readonly #active = new Map<string, ActiveMapRun>();
  readonly #runningChildren = new Map<string, RunningChild>();
  readonly children: ChildExecutions;

  constructor(dataFolder: string) {
    this.children = new ChildExecutions(join(dataFolder, 'map-run-children'));
    this.#records = new RecordStore(join(dataFolder, 'map-runs'), MAP_RUNS);
    // A map run that was under way when the process died is over.
    for (const record of this.#records.values()) {
      if (record.status !== 'RUNNING') continue;
      this.#records.put(recordKey(record.mapRunArn), { ...record, status: 'ABORTED', stoppedMs: Date.now() });
    }
  }

  find(mapRunArn: string): MapRunRecord | undefined {
    const active = this.#active.get(mapRunArn);
    return active === undefined ? this.#records.get(recordKey(mapRunArn)) : snapshot(active, 'RUNNING');
  }

  /** Those of an execution, newest first. */
  ofExecution(executionArn: string): readonly MapRunRecord[] {
    return this.#records
      .values()
      .filter((record) => record.executionArn === executionArn)
      .map((record) => this.find(record.mapRunArn) ?? record)
      .sort((a, b) => b.startedMs - a.startedMs);
  }

  /** Takes effect for the children that are started from now on; false if the map run is not under way. */
  update(mapRunArn: string, limits: Partial<MapRunLimits>): boolean {
    const active = this.#active.get(mapRunArn);
    if (active === undefined) return false;
    active.limits = { ...active.limits, ...limits };
    return true;
  }

  /** A child execution of any map run. */
  child(executionArn: string): ChildRecord | undefined {
    return this.children.find(executionArn, this.#runsWith(executionArn));
  }

  childHistory(executionArn: string): readonly HistoryEvent[] | undefined {
    return this.children.history(executionArn, this.#runsWith(executionArn));
  }

  /** Lets StopExecution reach a child until it has ended. */
  follow(executionArn: string, child: RunningChild): void {
    this.#runningChildren.set(executionArn, child);
    const forget = (): void => void this.#runningChildren.delete(executionArn);
    child.ended.then(forget, forget);
  }

  /** Ends a child and waits until it is recorded; nothing happens to one that has ended. */
  async stop(executionArn: string, outcome: Outcome): Promise<void> {
    const child = this.#runningChildren.get(executionArn);
    child?.stop(outcome);
    await child?.ended;
  }

  start(record: ActiveMapRun['record'], limits: MapRunLimits): ActiveMapRun {
    const active = { record, limits, itemCounts: { ...NO_COUNTS }, executionCounts: { ...NO_COUNTS } };
    this.#active.set(record.mapRunArn, active);
    this.#records.put(recordKey(record.mapRunArn), snapshot(active, 'RUNNING'));
    return active;
  }

  end(active: ActiveMapRun, status: MapRunEnd): void {
    const { mapRunArn } = active.record;
    this.#records.put(recordKey(mapRunArn), { ...snapshot(active, status), stoppedMs: Date.now() });
    this.#active.delete(mapRunArn);
  }

  /** Map runs whose children have ARNs like this one: `...:execution:machine/label:name`. */
  #runsWith(executionArn: string): readonly string[] {
    const machine = executionArn.split(':')[6];
    return this.#records
      .values()
      .filter(({ mapRunArn }) => mapRunArn.split(':')[6] === machine)
      .map(({ mapRunArn }) => mapRunArn);
  }
}

function snapshot(
  { record, limits, itemCounts, executionCounts }: ActiveMapRun,
  status: MapRunRecord['status'],
): MapRunRecord {
  return { ...record, ...limits, status, itemCounts: { ...itemCounts }, executionCounts: { ...executionCounts } };
}
