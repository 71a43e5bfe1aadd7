import type { Bucket } from '../store/bucket-store.ts';
import { isMarker, versionIdOf } from '../store/object-record.ts';
import { NULL_VERSION } from '../store/version-ids.ts';

export interface Deletion {
  /** Of what was removed, or of the delete marker that was made. */
  readonly versionId?: string;
  /** Whether that is a delete marker. */
  readonly isMarker: boolean;
}

/** Without a version id a bucket with versions loses nothing: the key is hidden. What is not there is deleted already. */
export function deleteVersion({ objects, versioning }: Bucket, key: string, versionId: string | undefined): Deletion {
  const own = objects.versioningOf(key, versioning);
  if (versionId === undefined && own !== undefined) {
    return { versionId: versionIdOf(objects.hide(key, own)), isMarker: true };
  }
  const version = objects.version(key, versionId ?? NULL_VERSION);
  if (version !== undefined) objects.delete(version);
  return versionId === undefined ? { isMarker: false } : { versionId, isMarker: isMarker(version) };
}
