import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Polled<T> {
  /** Undefined until there is a first answer. */
  readonly value: T | undefined;
  /** Of the last try; the value before it stays. */
  readonly error: unknown;
  /** Asks at once. */
  reload(): void;
}

/** Asks once; `show` may be given what is there before all is. */
export type Ask<T> = (signal: AbortSignal, show: (value: T) => void) => Promise<T>;

/**
 * Asks when it is first shown, and again after a pause as long as `pauseMs` gives one; a hidden page asks nothing. What `ask`
 * depends on is in `dependencies`: when one changes, what was known is forgotten.
 */
export function usePolled<T>(
  ask: Ask<T>,
  pauseMs: number | ((value: T) => number | undefined) | undefined,
  dependencies: readonly unknown[],
): Polled<T> {
  const [state, setState] = useState<{ value: T | undefined; error: unknown }>({ value: undefined, error: undefined });
  const [round, setRound] = useState(0);
  const latest = useRef({ ask, pauseMs });
  latest.current = { ask, pauseMs };
  const key = JSON.stringify(dependencies);
  const shown = useRef(key);
  // Not only when all that it is in has been painted.
  useLayoutEffect(() => {
    if (shown.current !== key) {
      shown.current = key;
      setState({ value: undefined, error: undefined });
    }
    return poll(
      (signal, part) => latest.current.ask(signal, part),
      (value) => {
        const { pauseMs: pause } = latest.current;
        return typeof pause === 'function' ? pause(value) : pause;
      },
      setState,
    );
  }, [key, round]);
  const reload = useCallback(() => setRound((number) => number + 1), []);
  return { ...state, reload };
}

/** After a failure, whatever the pause is otherwise. */
const RETRY_MS = 5_000;

function poll<T>(
  ask: Ask<T>,
  pauseAfter: (value: T) => number | undefined,
  show: (change: (state: { value: T | undefined; error: unknown }) => { value: T | undefined; error: unknown }) => void,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const run = async () => {
    while (!signal.aborted) {
      let pauseMs: number | undefined = RETRY_MS;
      try {
        const part = (value: T) => signal.aborted || show(() => ({ value, error: undefined }));
        const value = await ask(signal, part);
        if (signal.aborted) return;
        show(() => ({ value, error: undefined }));
        pauseMs = pauseAfter(value);
      } catch (error) {
        if (signal.aborted) return;
        show(({ value }) => ({ value, error }));
      }
      if (pauseMs === undefined) return;
      await pause(pauseMs, signal);
      await whenVisible(signal);
    }
  };
  void run();
  return () => ending.abort();
}

/** Ends early, without an error, when it is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      // The signal is that of a whole page: each pause would leave a listener on it.
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

export function whenVisible(signal: AbortSignal): Promise<void> {
  if (signal.aborted || document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      document.removeEventListener('visibilitychange', changed);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const changed = () => document.visibilityState === 'visible' && end();
    document.addEventListener('visibilitychange', changed);
    signal.addEventListener('abort', end);
  });
}
