import { DatasetError } from '../errors.ts';
import type { FoundLines } from './found-lines.ts';

/** The file that gives images their labels cannot be used. */
export class ImageLabelsError extends DatasetError {
  constructor(uri: string, problem: string) {
    super('ImageLabelsError', `${uri} ${problem}`);
  }

  static inLines(uri: string, what: string, found: FoundLines): ImageLabelsError {
    const lines = found.total === 1 ? '1 line' : `${found.total} lines`;
    return new ImageLabelsError(uri, `has ${lines} ${what}: ${found.text}`);
  }
}
