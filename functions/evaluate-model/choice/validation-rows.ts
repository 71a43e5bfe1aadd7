import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { findObject } from '../../generate-dataset/storage/find-object.ts';
import { ObjectBytes } from '../../generate-dataset/storage/object-bytes.ts';
import { type StoredPlace, uriOf } from '../../generate-dataset/storage/stored-place.ts';
import { linesOf } from '../../generate-dataset/storage/stored-text.ts';
import { EvaluationError } from '../evaluation-error.ts';

/** An image and the label that the run gave it. */
export interface LabelledImage {
  /** Below the folder of the validation images. */
  readonly path: string;
  readonly label: number;
}

/** Called with each row in turn. */
export type TakeRow = (path: string, label: number) => void;

/** The rows of a `.lst` file with one label an image, as often as they are asked for, and each time of the same version. */
export class ValidationRows {
  readonly #file: ObjectBytes;
  readonly #classes: number;

  private constructor(file: ObjectBytes, classes: number) {
    this.#file = file;
    this.#classes = classes;
  }

  /** @throws {EvaluationError} */
  static async open(s3: S3Sender, place: StoredPlace, classes: number): Promise<ValidationRows> {
    const found = await findObject(s3, place);
    if (found === undefined)
      throw new EvaluationError(`${uriOf(place)}, the list of validation images, is not there; start a new execution`);
    const changed = (uri: string, problem: string) => new EvaluationError(`${uri} ${problem}`);
    return new ValidationRows(new ObjectBytes(s3, found, changed), classes);
  }

  get uri(): string {
    return this.#file.uri;
  }

  /** @throws {EvaluationError} for a row that cannot be used */
  async each(take: TakeRow): Promise<void> {
    let row = 0;
    for await (const lines of linesOf(this.#file.stream())) {
      for (const line of lines) {
        row += 1;
        if (line !== '') this.#take(line, row, take);
      }
    }
  }

  /** Without making a list of each of millions of rows. */
  #take(line: string, row: number, take: TakeRow): void {
    const first = line.indexOf('\t');
    const second = line.indexOf('\t', first + 1);
    const label = Number(line.slice(first + 1, second));
    if (first < 0 || second < 0 || second === line.length - 1) throw this.#unusable(row, 'has no label or no path');
    if (line.includes('\t', second + 1))
      throw this.#unusable(row, 'has several labels, and only models of one class an image can be judged');
    if (!Number.isInteger(label) || label < 0 || label >= this.#classes || second === first + 1)
      throw this.#unusable(row, `has the label ${line.slice(first + 1, second)}, which no class of the run has`);
    take(line.slice(second + 1), label);
  }

  #unusable(row: number, problem: string): EvaluationError {
    return new EvaluationError(`row ${row} of ${this.uri} ${problem}`);
  }
}
