import { createHash, randomBytes } from 'node:crypto';

const RANDOM_BYTES = 72;
const CHECK_BYTES = 12;

/** A new task token, which `isTaskToken` recognises after any time. */
export function newTaskToken(): string {
  const random = randomBytes(RANDOM_BYTES);
  return Buffer.concat([random, checkOf(random)]).toString('base64');
}

/** Whether this service has made the text, in this process or an earlier one: a stale token differs from no token. */
export function isTaskToken(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== RANDOM_BYTES + CHECK_BYTES || bytes.toString('base64') !== text) return false;
  return bytes.subarray(RANDOM_BYTES).equals(checkOf(bytes.subarray(0, RANDOM_BYTES)));
}

function checkOf(random: Uint8Array): Buffer {
  return createHash('sha256').update('task-token').update(random).digest().subarray(0, CHECK_BYTES);
}
