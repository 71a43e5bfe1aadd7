import type { Bucket } from '../store/bucket-store.ts';
import { isMarker, type ObjectRecord, type VersionMark, versionIdOf } from '../store/object-record.ts';
import { isVersionId } from '../store/version-ids.ts';
import {
  invalidArgument,
  invalidVersionId,
  isDeleteMarker,
  keyIsDeleted,
  noSuchKey,
  noSuchVersion,
} from '../wire/s3-errors.ts';

/** What a key and perhaps a version id name, for a request of that method; a delete marker is no object. */
export function findObject(
  { objects }: Bucket,
  key: string,
  versionId: string | undefined,
  method: string,
): ObjectRecord {
  if (versionId !== undefined) return findVersion(objects, key, checkedVersionId(versionId), method);
  const record = objects.get(key);
  if (record !== undefined) return record;
  const [latest] = objects.versionsOf(key);
  throw latest === undefined ? noSuchKey(key) : keyIsDeleted(key, versionIdOf(latest));
}

function findVersion(objects: Bucket['objects'], key: string, versionId: string, method: string): ObjectRecord {
  const version = objects.version(key, versionId);
  if (version === undefined) throw noSuchVersion(key, versionId);
  if (isMarker(version)) throw isDeleteMarker(method, versionId, version.lastModifiedMs);
  return version;
}

export function checkedVersionId(versionId: string, parameter = 'versionId'): string {
  if (versionId === '') throw invalidArgument('Version id cannot be the empty string', parameter, versionId);
  if (!isVersionId(versionId)) throw invalidVersionId(parameter, versionId);
  return versionId;
}

/** Says which version was read, in a bucket that has versions. */
export function versionHeaders(
  { versioning }: Bucket,
  version: VersionMark,
  name = 'x-amz-version-id',
): Record<string, string> {
  return versioning === undefined ? {} : { [name]: versionIdOf(version) };
}

/** Says which version was made; S3 does not name the version `null` there. */
export function newVersionHeaders({ versionId }: VersionMark): Record<string, string> {
  return versionId === undefined ? {} : { 'x-amz-version-id': versionId };
}
