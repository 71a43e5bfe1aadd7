export interface ArchivedFile {
  readonly name: string;
  readonly bytes: number;
}

const BLOCK = 512;
const [NAME_BYTES, SIZE_AT, SIZE_BYTES, TYPE_AT] = [100, 124, 12, 156];

/** Files of a tar archive: each has a block that names it and gives its size in octal digits, then its bytes in whole blocks. */
export function archiveFiles(tar: Uint8Array): readonly ArchivedFile[] {
  const decoder = new TextDecoder();
  const text = (from: number, bytes: number) => decoder.decode(tar.subarray(from, from + bytes)).replace(/\0.*$/s, '');
  const files: ArchivedFile[] = [];
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const name = text(at, NAME_BYTES);
    if (name === '') break;
    const bytes = Number.parseInt(text(at + SIZE_AT, SIZE_BYTES), 8);
    if (!Number.isFinite(bytes)) break;
    const type = text(at + TYPE_AT, 1);
    if (type === '0' || type === '') files.push({ name, bytes });
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
  return files;
}
