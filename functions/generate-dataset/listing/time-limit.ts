import { DatasetError } from '../errors.ts';

/** Left of a call's time when a listing is given up: enough to say so, even while a page is waited for. */
const RESERVE_MS = 20_000;

/** Aborts when so little is left of a call's time that its listing must be given up; undefined: there is no limit. */
export function timeLimit(timeLeftMs: number | undefined): AbortSignal | undefined {
  return timeLeftMs === undefined ? undefined : AbortSignal.timeout(Math.max(0, timeLeftMs - RESERVE_MS));
}

/** A listing that would go on when the function's time is over. Lambda would only say that the time was over. */
export class ListingTimeError extends DatasetError {
  /** `isRange`: it was one range of a fan-out. */
  constructor(location: string, keys: number, pages: number, isRange: boolean) {
    const [what, remedy] = isRange
      ? [`a range of ${location}`, 'set functionMemoryMb to 1769']
      : [location, 'set fanOut to auto or functionMemoryMb to 1769'];
    super(
      'ListingTimeError',
      `the listing of ${what} did not end in the function's time: ${keys} keys came in ${pages} pages, and more follow; ${remedy}, or see whether this list ever ends`,
    );
  }
}
