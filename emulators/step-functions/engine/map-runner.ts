import type { ItemProcessor, QueryLanguage } from '../definition/definition.ts';
import type { Json, JsonRecord, Payload } from '../language/json.ts';

/** What a distributed Map state asks for. */
export interface MapRunRequest {
  readonly label: string | undefined;
  readonly processor: ItemProcessor;
  readonly queryLanguage: QueryLanguage;
  readonly limits: MapRunLimits;
}

/** UpdateMapRun may change them while the map run is under way. */
export interface MapRunLimits {
  /** 0 leaves it to Step Functions. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
}

/** One item, or one batch of items, for a child execution. */
export interface ChildInput {
  readonly input: Payload;
  readonly itemCount: number;
}

/** How a child execution ended, in the members of DescribeExecution with the names that ResultWriter gives them. */
export interface ChildEnd {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly itemCount: number;
  readonly result: JsonRecord;
  readonly output?: Payload;
}

export type MapRunEnd = 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** A map run under way. */
export interface MapRun {
  readonly arn: string;
  readonly limits: MapRunLimits;
  /** Says what there will be to do. */
  ready(children: readonly ChildInput[]): void;
  run(child: ChildInput, signal: AbortSignal): Promise<ChildEnd>;
  /** Says that the results of ended children have been put together or written to S3; as recorded, both count as written. */
  written(children: readonly ChildEnd[]): void;
  end(status: MapRunEnd): void;
}

/** Starts map runs for the Map states of one execution, and lets them read and write S3 for its role. */
export interface MapRunner {
  start(request: MapRunRequest): MapRun;
  readonly storage: MapStorage;
}

/** What item readers and result writers need of S3; every method rejects with the service's error. */
export interface MapStorage {
  get(parameters: JsonRecord): Promise<Uint8Array>;
  /** Objects as a Map state's items, at most `limit`. */
  list(parameters: JsonRecord, limit: number): Promise<readonly Json[]>;
  put(bucket: string, key: string, body: string): Promise<void>;
}
