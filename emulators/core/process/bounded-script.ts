import type { Context, Script } from 'node:vm';

export type Bounded = { readonly value: unknown } | { readonly tooSlow: true };

/** The last attempt may take 16 times the limit by the clock. */
const ATTEMPTS = 5;

/**
 * Runs what a user made, such as a regular expression, for at most so many milliseconds of processor time. The clock,
 * which is all that `node:vm` knows, also runs while a busy machine does something else: after an attempt that got less
 * than its share the next one has twice the time.
 */
export function runBounded(script: Script, context: Context, limitMs: number): Bounded {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const usedMs = stopwatch();
    try {
      return { value: script.runInContext(context, { timeout: limitMs * 2 ** attempt }) };
    } catch (error) {
      if (!isTimeout(error)) throw error;
      if (usedMs() >= limitMs) break;
    }
  }
  return { tooSlow: true };
}

/** Processor time of this thread; of the process on Node 22, which cannot say. */
function stopwatch(): () => number {
  const known: Partial<Pick<NodeJS.Process, 'threadCpuUsage'>> = process;
  const usage = known.threadCpuUsage ?? process.cpuUsage;
  const began = usage.call(process);
  return () => {
    const { user, system } = usage.call(process, began);
    return (user + system) / 1000;
  };
}

/** Of the context's own class of errors. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
