import { createHash } from 'node:crypto';

/** A file name for an ARN: names have up to 80 characters of any script, file names 255 bytes, but a hash always fits. */
export function recordKey(arn: string): string {
  return createHash('sha256').update(arn).digest('hex');
}
