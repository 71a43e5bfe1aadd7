import { setImmediate as immediately } from 'node:timers/promises';

/** Many quick expressions in a row hold up the thread as one slow one does: after so much time others have their turn. */
const TURN_MS = 100;

let spentMs = 0;

/** Counts what the computation takes. */
export function spendTurn<T>(compute: () => T): T {
  const began = performance.now();
  try {
    return compute();
  } finally {
    if (spentMs === 0) setImmediate(reset);
    spentMs += performance.now() - began;
  }
}

export function isTurnSpent(): boolean {
  return spentMs > TURN_MS;
}

/** Resolves when requests that wait have been served. */
export function nextTurn(): Promise<void> {
  return immediately();
}

function reset(): void {
  spentMs = 0;
}
