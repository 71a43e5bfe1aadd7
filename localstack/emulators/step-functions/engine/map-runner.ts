import type { ItemProcessor, QueryLanguage } from '../definition/definition.ts';
import type { Json, JsonRecord, Payload } from '../language/json.ts';
import type { Variables } from '../language/variables.ts';

/** What a distributed Map state asks for. */
export interface MapRunRequest {
  readonly stateName: string;
  readonly label: string | undefined;
  readonly processor: ItemProcessor;
  readonly queryLanguage: QueryLanguage;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly variables: Variables;
}

/** One item, or one batch of items, for a child execution. */
export interface MapRunItem {
  readonly input: Payload;
  readonly itemCount: number;
  /** `Map` of the child's context object. */
  readonly map: JsonRecord;
}

/** How a child execution ended, in the members of DescribeExecution. */
export interface ChildEnd {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Members as ResultWriter writes them: ExecutionArn, Input, Name, Output, StartDate, ... */
  readonly record: JsonRecord;
  readonly output?: Payload;
}

export type MapRunEnd = 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** A map run under way; UpdateMapRun may change its limits meanwhile. */
export interface MapRun {
  readonly arn: string;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  /** Says how many children there will be, and how many items in them. */
  ready(childCount: number, itemCount: number): void;
  run(item: MapRunItem, signal: AbortSignal): Promise<ChildEnd>;
  /** Says that the results of so many items have been written. */
  written(itemCount: number): void;
  end(status: MapRunEnd): void;
}

/** Starts map runs for the Map states of one execution. */
export interface MapRunner {
  start(request: MapRunRequest): MapRun;
  /** S3 for the role of the state machine. */
  readonly storage: () => Promise<MapStorage>;
}

/** What item readers and result writers need of S3; every method rejects with the service's error. */
export interface MapStorage {
  get(parameters: JsonRecord): Promise<Uint8Array>;
  list(parameters: JsonRecord, limit: number): Promise<readonly Json[]>;
  put(bucket: string, key: string, body: string): Promise<void>;
}
