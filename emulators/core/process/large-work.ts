import { setImmediate } from 'node:timers/promises';

const LARGE_BYTES = 64 * 1024;

/** Of the process and not of a service: there is one event loop. */
let lastTurn: Promise<void> = Promise.resolve();

/**
 * To be awaited before work on that much data: large pieces, whoever sends them, get one turn of the event loop each. Ten large
 * requests that arrive together would be one long turn otherwise. Two turns lie between two pieces: who connects meanwhile is accepted
 * in one and read in the other, and would wait for two pieces otherwise.
 */
export async function turnFor(sizeBytes: number): Promise<void> {
  if (sizeBytes < LARGE_BYTES) return;
  lastTurn = lastTurn.then(() => setImmediate()).then(() => setImmediate());
  await lastTurn;
}
