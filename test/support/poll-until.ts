import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL_MS = 50;
/** With LocalStack each step is a container's, and a busy machine takes three times as long: below the tests' own timeout. */
const DEFAULT_DEADLINE_MS = process.env['TARGET'] === 'localstack' ? 150_000 : 45_000;

/** Asks until there is an answer; at the deadline the error says what was waited for. */
export async function pollUntil<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  deadlineMs: number = DEFAULT_DEADLINE_MS,
): Promise<T> {
  const giveUpAt = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > giveUpAt) throw new Error(`waited ${deadlineMs} ms in vain until ${what}`);
    await delay(POLL_INTERVAL_MS);
  }
}
