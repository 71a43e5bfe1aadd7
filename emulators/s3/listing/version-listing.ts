import { type ObjectVersion, orderOf, versionIdOf } from '../store/object-record.ts';
import { NULL_VERSION, sequenceOf } from '../store/version-ids.ts';
import { type ListingScope, listedEntries } from './listing.ts';

/** A version, and whether it is its key's latest. */
export interface ListedVersion {
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

export interface VersionPage {
  readonly versions: readonly ListedVersion[];
  readonly commonPrefixes: readonly string[];
  /** Set when there is more: the last version or common prefix of this page. */
  readonly next?: { readonly keyMarker: string; readonly versionIdMarker?: string };
}

export interface VersionListing extends ListingScope {
  /** Goes on within a key, behind one of its versions, which may be gone by now. */
  readonly within?: { readonly key: string; readonly versionId: string };
  readonly maxKeys: number;
}

/** One page of a bucket's versions: by key, and of a key the newest first. */
export function listVersions(
  sortedKeys: readonly string[],
  versionsOf: (key: string) => readonly ObjectVersion[],
  request: VersionListing,
): VersionPage {
  const versions: ListedVersion[] = [];
  const commonPrefixes: string[] = [];
  let last: VersionPage['next'];
  for (const entry of pageEntries(sortedKeys, versionsOf, request)) {
    if (versions.length + commonPrefixes.length >= request.maxKeys) {
      return { versions, commonPrefixes, ...(last === undefined ? {} : { next: last }) };
    }
    if (typeof entry === 'string') {
      commonPrefixes.push(entry);
      last = { keyMarker: entry };
    } else {
      versions.push(entry);
      last = { keyMarker: entry.version.key, versionIdMarker: versionIdOf(entry.version) };
    }
  }
  return { versions, commonPrefixes };
}

function* pageEntries(
  sortedKeys: readonly string[],
  versionsOf: (key: string) => readonly ObjectVersion[],
  request: VersionListing,
): Generator<ListedVersion | string, void, undefined> {
  const { within } = request;
  if (within?.key.startsWith(request.prefix)) {
    const versions = versionsOf(within.key);
    yield* listed(versions, behind(versions, within.versionId));
  }
  for (const entry of listedEntries(sortedKeys, request)) {
    if ('commonPrefix' in entry) yield entry.commonPrefix;
    else yield* listed(versionsOf(entry.key), 0);
  }
}

function* listed(versions: readonly ObjectVersion[], from: number): Generator<ListedVersion, void, undefined> {
  for (let index = from; index < versions.length; index += 1) {
    const version = versions[index];
    if (version !== undefined) yield { version, isLatest: index === 0 };
  }
}

/** Index of the first version that is older. */
function behind(versions: readonly ObjectVersion[], versionId: string): number {
  const index = versions.findIndex((version) => versionIdOf(version) === versionId);
  if (index >= 0) return index + 1;
  if (versionId === NULL_VERSION) return versions.length;
  const order = sequenceOf(versionId);
  const older = versions.findIndex((version) => orderOf(version) < order);
  return older < 0 ? versions.length : older;
}
