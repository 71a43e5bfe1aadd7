import { setMaxListeners } from 'node:events';
import { Pauses } from '../../../core/process/pauses.ts';
import type { ChildEnd, ChildInput, MapRun, MapRunLimits } from '../../engine/map-runner.ts';
import { tooManyFailed } from './failure-limits.ts';

/** AWS runs up to 10,000 at once; so many would only fill this machine's memory. */
const MAX_CONCURRENT_CHILDREN = 1_000;

/** Whether so many items have failed that the map run fails. */
export function exceedsTolerance(
  limits: MapRunLimits,
  ended: readonly ChildEnd[],
  children: readonly ChildInput[],
): boolean {
  const failed = sumOf(ended.filter(hasFailed));
  return tooManyFailed(limits, failed, sumOf(children));
}

function hasFailed({ status }: ChildEnd): boolean {
  return status === 'FAILED' || status === 'TIMED_OUT';
}

function sumOf(counted: readonly { readonly itemCount: number }[]): number {
  return counted.reduce((sum, { itemCount }) => sum + itemCount, 0);
}

/**
 * Runs child executions, as many at once as the map run's limits say, which may change meanwhile; gives their ends in the order of the
 * children. Past the tolerated failures those that run are aborted and no further one is started.
 */
export function runChildren(
  mapRun: MapRun,
  children: readonly ChildInput[],
  outer: AbortSignal,
): Promise<readonly ChildEnd[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  // One listener for each child that waits: Node would take more than ten for a leak.
  setMaxListeners(Number.POSITIVE_INFINITY, signal);
  const ended: ChildEnd[] = [];
  let [next, running, isFilling] = [0, 0, false];
  const pauses = new Pauses();
  return new Promise((resolve, reject) => {
    const follow = (at: number, child: ChildInput): void => {
      mapRun.run(child, signal).then((end) => {
        ended[at] = end;
        running -= 1;
        if (hasFailed(end) && exceedsTolerance(mapRun.limits, Object.values(ended), children)) stop.abort();
        fill().catch(reject);
      }, reject);
    };
    // Quick children end before anybody else has had a turn.
    const fill = async (): Promise<void> => {
      if (isFilling) return;
      isFilling = true;
      while (!signal.aborted && running < limitOf(mapRun)) {
        const child = children[next];
        if (child === undefined) break;
        running += 1;
        follow(next, child);
        next += 1;
        await pauses.whenDue();
      }
      isFilling = false;
      if (running === 0) resolve(Object.values(ended));
    };
    fill().catch(reject);
  });
}

function limitOf({ limits }: MapRun): number {
  return Math.min(limits.maxConcurrency || MAX_CONCURRENT_CHILDREN, MAX_CONCURRENT_CHILDREN);
}
