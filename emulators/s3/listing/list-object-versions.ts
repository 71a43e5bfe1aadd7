import type { WireResponse } from '../../core/http/http-exchange.ts';
import { toXmlElement, type XmlObject } from '../../core/wire/wire-xml.ts';
import { checkedVersionId } from '../objects/object-versions.ts';
import { isMarker, versionIdOf } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { documentWith, xmlTextResponse, xmlTime } from '../wire/xml-documents.ts';
import { commonMembers, objectMembers, prefixMembers } from './list-members.ts';
import { keyEncoder, listingScope, markerPosition, pageSize } from './list-parameters.ts';
import { type ListedVersion, listVersions } from './version-listing.ts';

const ROOT = 'ListVersionsResult';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions(request: S3Request, state: S3State): WireResponse {
  const { objects } = requireBucket(state, request.bucket);
  const keyMarker = request.query.get('key-marker') ?? '';
  const versionIdMarker = versionMarker(request, keyMarker);
  const after = markerPosition(request, keyMarker);
  const isGrouped = after !== undefined && 'commonPrefix' in after;
  const page = listVersions(objects.allKeys, (key) => objects.versionsOf(key), {
    ...listingScope(request),
    ...(after === undefined ? {} : { after }),
    ...(versionIdMarker === undefined || isGrouped ? {} : { within: { key: keyMarker, versionId: versionIdMarker } }),
    maxKeys: pageSize(request, 'max-keys'),
  });
  const encode = keyEncoder(request);
  const content = {
    ...commonMembers(request),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionIdMarker ?? '',
    NextKeyMarker: page.next === undefined ? undefined : encode(page.next.keyMarker),
    NextVersionIdMarker: page.next?.versionIdMarker,
    IsTruncated: page.next !== undefined,
    ...prefixMembers(page.commonPrefixes, encode),
  };
  // Versions and delete markers stand in one order, which clients show as it is.
  const versions = page.versions.map((listed) => versionElement(listed, encode, state)).join('');
  return xmlTextResponse(documentWith(ROOT, content, versions));
}

function versionMarker({ query }: S3Request, keyMarker: string): string | undefined {
  const marker = query.get('version-id-marker');
  if (marker === undefined) return undefined;
  if (keyMarker === '' && marker !== '') {
    const message = 'A version-id marker cannot be specified without a key marker.';
    throw invalidArgument(message, 'version-id-marker', marker);
  }
  if (marker !== '') return checkedVersionId(marker, 'version-id-marker');
  if (keyMarker === '') return undefined;
  throw invalidArgument('A version-id marker cannot be empty.', 'version-id-marker', marker);
}

function versionElement(
  { version, isLatest }: ListedVersion,
  encode: (text: string) => string,
  state: S3State,
): string {
  const identity: XmlObject = {
    VersionId: versionIdOf(version),
    IsLatest: isLatest,
    Owner: { ID: state.ownerId },
  };
  if (!isMarker(version)) return toXmlElement('Version', { ...objectMembers(version, encode), ...identity });
  const { key, lastModifiedMs } = version;
  return toXmlElement('DeleteMarker', { Key: encode(key), LastModified: xmlTime(lastModifiedMs), ...identity });
}
