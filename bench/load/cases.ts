import { LARGE_OBJECT } from './large-object.ts';
import type { LoadCase } from './load-case.ts';
import { MANY_EXECUTIONS } from './many-executions.ts';
import { QUEUED_JOBS } from './queued-jobs.ts';
import { SMALL_OBJECTS_READ, SMALL_OBJECTS_WRITTEN } from './small-objects.ts';

export const CASES: readonly LoadCase[] = [
  MANY_EXECUTIONS,
  QUEUED_JOBS,
  SMALL_OBJECTS_WRITTEN,
  SMALL_OBJECTS_READ,
  LARGE_OBJECT,
];
