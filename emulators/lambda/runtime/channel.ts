import { readSync, writeSync } from 'node:fs';
import { INVOCATIONS_FD, type InvocationMessage, MESSAGES_FD, type RuntimeMessage } from './messages.ts';
import { endWithService } from './service-gone.ts';

const READ_BYTES = 64 * 1024;
const NEWLINE = 10;

/** What was read beyond the last message. */
let unread: Buffer = Buffer.alloc(0);

/**
 * Waits for the next invocation and blocks the whole thread meanwhile: as on AWS nothing runs between invocations.
 * Undefined when the service is gone.
 */
export function nextInvocation(): InvocationMessage | undefined {
  const chunks = [unread];
  for (let chunk = unread; ; chunks.push(chunk)) {
    const end = chunk.indexOf(NEWLINE);
    if (end >= 0) {
      unread = chunk.subarray(end + 1);
      chunks[chunks.length - 1] = chunk.subarray(0, end);
      return JSON.parse(Buffer.concat(chunks).toString('utf8')) as InvocationMessage;
    }
    const bytes = Buffer.allocUnsafe(READ_BYTES);
    const length = readSync(INVOCATIONS_FD, bytes, 0, READ_BYTES, null);
    if (length === 0) return undefined;
    chunk = bytes.subarray(0, length);
  }
}

/** Returns when the bytes have left the process. */
export function sendMessage(message: RuntimeMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(MESSAGES_FD, bytes, written);
  } catch (error) {
    // Only the service reads at the other end.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') endWithService();
    throw error;
  }
}
