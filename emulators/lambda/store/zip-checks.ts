import { crc32 } from 'node:zlib';

type Files = Readonly<Record<string, Uint8Array>>;

const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 2048;
const END_RECORD_BYTES = 22;
const ENTRY_BYTES = 46;
const UTF8_FLAG = 0x800;
/** Where it stands, the true value is in a record for files of more than 4 GB. */
const IN_ZIP64 = 0xffff_ffff;

/** Why files of these names cannot be written to a disk; undefined when they can. */
export function nameProblem(names: readonly string[]): string | undefined {
  const files = new Set(names.filter((name) => !name.endsWith('/')));
  const folders = new Set(names.flatMap(foldersOf));
  const both = [...files].filter((file) => folders.has(file));
  if (both.length > 0) return `holds names of files that are folders, too: ${both.join(', ')}`;
  const long = names.filter((name) => Buffer.byteLength(name) > MAX_PATH_BYTES || name.split('/').some(isLong));
  const start = long.map((name) => `${name.slice(0, 40)}…`).join(', ');
  return long.length > 0 ? `holds names of more than ${MAX_NAME_BYTES} bytes: ${start}` : undefined;
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

function isLong(part: string): boolean {
  return Buffer.byteLength(part) > MAX_NAME_BYTES;
}

/** Whether what was unpacked is what the zip file's directory promises: its sizes may be lies, and bytes may have changed. */
export function isAsPromised(zip: Uint8Array, files: Files): boolean {
  const promised = checksums(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength));
  if (promised === undefined) return true;
  return Object.entries(files).every(([name, bytes]) => promised.get(name) === crc32(bytes));
}

/** By name; undefined for a directory that only records for large files tell of. */
function checksums(zip: Buffer): ReadonlyMap<string, number> | undefined {
  const end = zip.lastIndexOf('PK\x05\x06', zip.length - END_RECORD_BYTES, 'latin1');
  const found = new Map<string, number>();
  let at = zip.readUInt32LE(end + 16);
  if (at === IN_ZIP64) return undefined;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameEnd = at + ENTRY_BYTES + zip.readUInt16LE(at + 28);
    const encoding = (zip.readUInt16LE(at + 8) & UTF8_FLAG) === 0 ? 'latin1' : 'utf8';
    found.set(zip.toString(encoding, at + ENTRY_BYTES, nameEnd), zip.readUInt32LE(at + 16));
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
