import { setImmediate } from 'node:timers/promises';

const LARGE_BYTES = 64 * 1024;
const TURNS_OF_OTHERS = 20;

/** Of the process and not of a service: there is one event loop. */
let lastTurn: Promise<void> = Promise.resolve();

/**
 * To be awaited before work on that much data: large pieces, whoever sends them, get one turn of the event loop each. Ten large
 * requests that arrive together would be one long turn otherwise. Others have some turns between two pieces: Node accepts one connection
 * a turn and reads it in the next, so that who connects would wait for many pieces otherwise.
 */
export async function turnFor(sizeBytes: number): Promise<void> {
  if (sizeBytes < LARGE_BYTES) return;
  lastTurn = lastTurn.then(othersTurns);
  await lastTurn;
}

async function othersTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS_OF_OTHERS; turn += 1) await setImmediate();
}
