import { pipeline, type Readable } from 'node:stream';
import { type Extract, extract } from 'tar-stream';

/** One entry of an archive, itself a stream of its content. */
export type TarEntry = Extract extends AsyncIterable<infer Entry> ? Entry : never;

/** The entries of a tar archive, to be read one after the other; a broken archive ends them with its error. */
export function tarEntries(archive: Readable): Extract {
  const entries = extract();
  // Whoever reads the entries gets the error.
  pipeline(archive, entries, () => undefined);
  return entries;
}

/** The path of an entry below the folder that was asked for, whose name comes first in every path; empty for the folder itself. */
export function pathInside(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
