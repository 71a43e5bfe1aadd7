/** A list of keys that a run reads instead of asking S3 for them, from the payload. */
export interface SourceRequest {
  readonly kind: 'inventory' | 'metadata';
  /** An S3 URI: of a manifest.json, or of a folder (with its slash) whose newest list is taken. */
  readonly uri: string;
  /** From this age on a run warns. */
  readonly maximumDays: number;
}

interface ParsedSource {
  /** Absent: S3 is asked. */
  readonly keySource?: SourceRequest;
  readonly problems: readonly string[];
}

const S3_URI = /^s3:\/\/[^/]+\/(?:.+\/)?(?:manifest\.json)?$/;
const RULE =
  'an object with kind "inventory" or "metadata", uri such as "s3://bucket/folder/" or "s3://bucket/.../manifest.json", and maximumDays';

/** Reads payload member `keySource`; that of the execution's input names another list of the same folder. */
export function parseKeySource({ keySource, fanOut, input }: Readonly<Record<string, unknown>>): ParsedSource {
  const given: unknown =
    typeof input === 'object' && input !== null && 'keySource' in input ? input.keySource : undefined;
  if (keySource === undefined) {
    return { problems: given === undefined ? [] : [`${NAMED}, and the configuration has none: set keySource there`] };
  }
  const fields: Record<string, unknown> = typeof keySource === 'object' && keySource !== null ? { ...keySource } : {};
  const { kind, uri, maximumDays } = fields;
  if ((kind !== 'inventory' && kind !== 'metadata') || !isS3Uri(uri) || typeof maximumDays !== 'number') {
    return { problems: [`payload member keySource is ${JSON.stringify(keySource)} and must be ${RULE}`] };
  }
  if (fanOut !== undefined) return { problems: [NO_FAN_OUT] };
  if (given === undefined) return { keySource: { kind, uri, maximumDays }, problems: [] };
  const folder = folderOf(uri);
  if (isS3Uri(given) && given.startsWith(folder)) return { keySource: { kind, uri: given, maximumDays }, problems: [] };
  const rule = `which must be a folder (with its slash) or a manifest.json below ${folder}`;
  return { problems: [`${NAMED} ${JSON.stringify(given)}, ${rule}`] };
}

const NAMED = "the execution's input has keySource";
const NO_FAN_OUT = 'payload members fanOut and keySource exclude each other: one function reads a list of keys';

/** What a URI allows to read: a folder, or that in which the manifests of a report's days are. */
function folderOf(uri: string): string {
  return uri.replace(/(?<=^s3:\/\/[^/]+\/(?:.*\/)?)[^/]+\/manifest\.json$/, '');
}

function isS3Uri(value: unknown): value is string {
  return typeof value === 'string' && S3_URI.test(value);
}
