import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { FileWriter } from '../store/file-writer.ts';
import type { ObjectAttributes, ObjectRecord } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { type ReceivedBody, receiveBody } from '../wire/body-intake.ts';
import { checksumHeaders } from '../wire/checksums.ts';
import { noSuchBucket } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { emptyResponse } from '../wire/xml-documents.ts';
import { checkWriteConditions, conditionsOf } from './conditional-requests.ts';
import { expirationHeaders } from './expiration.ts';
import { keptHeaders, userMetadata } from './object-headers.ts';
import { taggingHeader } from './object-tags.ts';
import { newVersionHeaders } from './object-versions.ts';

export const objectWriting: S3Operations = { PutObject: putObject };

async function putObject(request: S3Request, state: S3State): Promise<WireResponse> {
  requireBucket(state, request.bucket);
  const attributes = requestAttributes(request);
  const record = await writeObject(request, state, async (file) => {
    const received = await receiveBody(request, (chunk) => file.write(chunk));
    return newRecord(request.key, received, attributes);
  });
  return emptyResponse(200, {
    etag: `"${record.etag}"`,
    ...checksumHeaders(record.checksum),
    ...encryptionHeaders(record),
    ...newVersionHeaders(record),
    ...expirationHeaders(requireBucket(state, request.bucket), record),
  });
}

export function requestAttributes(request: S3Request): ObjectAttributes {
  const tags = taggingHeader(request.header('x-amz-tagging'));
  return { headers: keptHeaders(request), metadata: userMetadata(request), tags };
}

export function newRecord(key: string, received: ReceivedBody, attributes: ObjectAttributes): ObjectRecord {
  const { sizeBytes, md5Hex, checksum } = received;
  const record = { key, sizeBytes, etag: md5Hex, lastModifiedMs: Date.now(), ...attributes };
  return checksum === undefined ? record : { ...record, checksum };
}

/**
 * Lets `fill` write the bytes of a new object and puts the whole in place; on any failure nothing is left.
 * The conditions, and what else `check` wants, are checked in the moment of the change: of two writers with `If-None-Match: *`
 * one wins.
 */
export async function writeObject(
  request: S3Request,
  state: S3State,
  fill: (file: FileWriter) => Promise<ObjectRecord>,
  check: (current: ObjectRecord | undefined) => void = () => undefined,
): Promise<ObjectRecord> {
  const { objects } = requireBucket(state, request.bucket);
  const conditions = conditionsOf(request.header);
  const file = state.temporary.newFile();
  try {
    const record = await fill(file);
    await file.flush();
    if (objects.removed) throw noSuchBucket(request.bucket);
    const current = objects.get(record.key);
    checkWriteConditions(conditions, record.key, current);
    check(current);
    state.uploads.noteChange(request.bucket, record.key);
    return objects.put(file, record, requireBucket(state, request.bucket).versioning);
  } finally {
    await file.dispose();
  }
}

const ENCRYPTION = ['x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id'];

/** Headers with which an upload's answer says how the object is encrypted. */
export function encryptionHeaders({ headers }: ObjectAttributes): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => ENCRYPTION.includes(name)));
}
