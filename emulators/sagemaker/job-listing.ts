import { optionalString } from '../core/validation/input-members.ts';
import type { JsonObject } from '../core/wire/wire-json.ts';
import { timestampMs } from './epoch-seconds.ts';

/** What lists of jobs are filtered and sorted by. Times are milliseconds since 1970. */
export interface ListedJob {
  readonly name: string;
  readonly status: string;
  readonly createdMs: number;
  readonly modifiedMs: number;
}

export function isWantedJob(job: ListedJob, input: JsonObject): boolean {
  const status = optionalString(input, 'StatusEquals');
  return (
    (status === undefined || job.status === status) &&
    job.name.includes(optionalString(input, 'NameContains') ?? '') &&
    isBetween(job.createdMs, input['CreationTimeAfter'], input['CreationTimeBefore']) &&
    isBetween(job.modifiedMs, input['LastModifiedTimeAfter'], input['LastModifiedTimeBefore'])
  );
}

function isBetween(timeMs: number, after: unknown, before: unknown): boolean {
  return (
    timeMs > (timestampMs(after) ?? Number.NEGATIVE_INFINITY) &&
    timeMs < (timestampMs(before) ?? Number.POSITIVE_INFINITY)
  );
}

export function jobSortValue(job: ListedJob, input: JsonObject): string | number {
  const sortBy = optionalString(input, 'SortBy') ?? 'CreationTime';
  if (sortBy === 'Name') return job.name;
  return sortBy === 'Status' ? job.status : job.createdMs;
}

/** Models, their packages and groups are filtered by when they were made, from one time on and before another, and by their names. */
export function isMadeBetween({ name, createdMs }: Pick<ListedJob, 'name' | 'createdMs'>, input: JsonObject): boolean {
  const after = timestampMs(input['CreationTimeAfter']) ?? Number.NEGATIVE_INFINITY;
  const before = timestampMs(input['CreationTimeBefore']) ?? Number.POSITIVE_INFINITY;
  const contained = optionalString(input, 'NameContains') ?? '';
  return name.includes(contained) && createdMs >= after && createdMs < before;
}
