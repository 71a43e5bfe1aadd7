/**
 * Version ids as S3 makes them: 32 characters that mean nothing to a client. Here they carry the moment in which the version
 * was made, so that versions have an order which a lost clock or a deleted version cannot change, and a check, so that an id
 * which was never given out is told from that of a version which is gone.
 */
import { createHash, randomBytes } from 'node:crypto';

/** What an object is called that was put while versioning was not enabled. */
export const NULL_VERSION = 'null';

const SEQUENCE_BYTES = 7;
const BODY_BYTES = 20;
const CHECK_BYTES = 4;

export function newVersionId(sequence: number): string {
  const body = randomBytes(BODY_BYTES);
  body.writeUIntBE(Math.floor(sequence / 2 ** 32), 0, SEQUENCE_BYTES - 4);
  body.writeUInt32BE(sequence % 2 ** 32, SEQUENCE_BYTES - 4);
  return asText(Buffer.concat([body, checkOf(body)]));
}

/** Whether it is an id that was given out once, or `null`. */
export function isVersionId(text: string): boolean {
  if (text === NULL_VERSION) return true;
  const bytes = asBytes(text);
  if (bytes.length !== BODY_BYTES + CHECK_BYTES || asText(bytes) !== text) return false;
  return checkOf(bytes.subarray(0, BODY_BYTES)).equals(bytes.subarray(BODY_BYTES));
}

/** Larger for later versions. */
export function sequenceOf(versionId: string): number {
  const bytes = asBytes(versionId);
  return bytes.readUIntBE(0, SEQUENCE_BYTES - 4) * 2 ** 32 + bytes.readUInt32BE(SEQUENCE_BYTES - 4);
}

/** As part of a file's name: some disks take upper and lower case for the same. */
export function fileNameOf(versionId: string): string {
  return asBytes(versionId).toString('hex');
}

function checkOf(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest().subarray(0, CHECK_BYTES);
}

function asText(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '.').replaceAll('/', '_');
}

function asBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('.', '+').replaceAll('_', '/'), 'base64');
}
