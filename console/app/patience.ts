import { pause, whenVisible } from './polling.ts';

export interface Patience {
  /** Whether what has failed may well be answered in a moment. */
  readonly isEarly: (error: unknown) => boolean;
  /** How often it is asked again. */
  readonly times: number;
  readonly pauseMs: number;
}

/** Asks again, quietly, for what may not be there yet. */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  { isEarly, times, pauseMs }: Patience,
  signal: AbortSignal,
): Promise<T> {
  for (let left = times; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || !isEarly(error)) throw error;
    }
    await pause(pauseMs, signal);
    await whenVisible(signal);
    signal.throwIfAborted();
  }
}
