/** A browser has six connections to a server: more questions at once would keep everything else waiting. */
const AT_ONCE = 4;
let running = 0;
const waiting: (() => void)[] = [];

/** Does the work when it is its turn; work that is given up before is not begun. */
export async function queued<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}
