import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { findObject } from '../storage/find-object.ts';
import { ObjectBytes } from '../storage/object-bytes.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';
import { ImageLabelsError } from './labels-file-error.ts';

/** Read at a time: as much of the file is in memory, however large it is. */
const READ_BYTES = 4 * 1024 * 1024;
/** Longer than a row can be: a file without line breaks is no labels file. */
const MAX_LINE_CHARACTERS = 1024 * 1024;

/** The file as it is now; undefined where there is none. */
export async function findFile(s3: S3Sender, place: StoredPlace): Promise<ObjectBytes | undefined> {
  const found = await findObject(s3, place).catch((error: unknown) => {
    throw new DatasetStorageError(`looking for ${uriOf(place)}`, error);
  });
  return found && new ObjectBytes(s3, found, (uri, problem) => new ImageLabelsError(uri, problem));
}

/**
 * Its lines without their line feeds, some thousand at a time. Pieces are read one after the other, all of the same version.
 * @throws {ImageLabelsError} where the file is changed meanwhile, or has no lines
 */
export async function* fileLines(file: ObjectBytes): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for (let from = 0; from < file.sizeBytes; from += READ_BYTES) {
    const bytes = await file.read(from, Math.min(file.sizeBytes, from + READ_BYTES));
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) {
      throw new ImageLabelsError(
        file.uri,
        `has a line of more than ${MAX_LINE_CHARACTERS} characters; it must be CSV or JSON Lines`,
      );
    }
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}
