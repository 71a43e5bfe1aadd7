import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Headers, type Pack, pack } from 'tar-stream';
import { pathInside, type TarEntry, tarEntries } from './tar-entries.ts';

/** Writes what a folder holds, read as a tar archive of the folder, as `file` (.tar.gz); false, and no file, when it holds nothing. */
export async function writeContents(archive: Readable, file: string): Promise<boolean> {
  const output = pack();
  let written: Promise<void> | undefined;
  try {
    for await (const entry of tarEntries(archive)) {
      if (pathInside(entry.header.name) === '') entry.resume();
      else {
        written ??= pipeline(output, createGzip(), createWriteStream(file));
        await copyEntry(entry, output);
      }
    }
    output.finalize();
    await written;
    return written !== undefined;
  } catch (error) {
    output.destroy();
    await written?.catch(() => undefined);
    throw error;
  }
}

async function copyEntry(entry: TarEntry, output: Pack): Promise<void> {
  const { type, name, linkname } = entry.header;
  const header: Headers = { ...entry.header, name: pathInside(name) };
  // A hard link names its target by a path of the archive, a symbolic link as it is.
  if (type === 'link') header.linkname = pathInside(linkname ?? '');
  if (type === 'file') await pipeline(entry, output.entry(header));
  else {
    entry.resume();
    output.entry(header);
  }
}

/** The beginning of the one file in a tar archive; undefined when it is no file. */
export async function fileBeginning(archive: Readable, maxBytes: number): Promise<string | undefined> {
  for await (const entry of tarEntries(archive)) {
    if (entry.header.type !== 'file') return undefined;
    let beginning = Buffer.alloc(0);
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      beginning = Buffer.concat([beginning, chunk]);
      if (beginning.length >= maxBytes) break;
    }
    return beginning.subarray(0, maxBytes).toString('utf8');
  }
  return undefined;
}
