import { DatasetError } from '../errors.ts';

/** A list of keys cannot be used. Nothing was written. */
export class KeySourceError extends DatasetError {
  constructor(uri: string, problem: string, options?: ErrorOptions) {
    super('KeySourceError', `${uri} ${problem}`, options);
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
