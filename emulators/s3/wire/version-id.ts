import { invalidArgument } from './s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** Versions are not emulated: every object is the one whose version id is `null`, as in a bucket without versioning. */
export const NULL_VERSION = 'null';

export function checkVersionId(request: S3Request): void {
  requireNullVersion(request.query.get('versionId'));
}

export function requireNullVersion(versionId: string | undefined): void {
  if (versionId === undefined || versionId === NULL_VERSION) return;
  throw invalidArgument('Invalid version id specified', 'versionId', versionId);
}
