/** Whether the endpoint answers: every call says so here, and the bar at the top shows it. */
export type Connection = 'unknown' | 'answers' | 'silent';

let current: Connection = 'unknown';
const listeners = new Set<(connection: Connection) => void>();

export function noteAnswer(): void {
  change('answers');
}

export function noteSilence(): void {
  change('silent');
}

function change(connection: Connection): void {
  if (connection === current) return;
  current = connection;
  for (const listener of listeners) listener(connection);
}

/** Tells of every change, and at once of what is; gives what ends it. */
export function watchConnection(listener: (connection: Connection) => void): () => void {
  listeners.add(listener);
  listener(current);
  return () => listeners.delete(listener);
}
