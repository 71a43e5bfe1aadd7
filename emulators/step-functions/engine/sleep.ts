/** Longest delay that one Node timer takes; a longer one would end at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** Waits until the time or until the signal, whichever is first; rejects with the signal's reason. */
export async function sleepUntil(timeMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  for (let restMs = timeMs - Date.now(); restMs > 0; restMs = timeMs - Date.now()) {
    await sleepOnce(Math.min(restMs, MAX_TIMER_MS), signal);
  }
}

function sleepOnce(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(finish, durationMs);
    signal.addEventListener('abort', abort, { once: true });
    function finish(): void {
      signal.removeEventListener('abort', abort);
      resolve();
    }
    function abort(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
  });
}

/** The work's result, or the signal's reason if that comes first; the work itself goes on. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
