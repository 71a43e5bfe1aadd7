/** Bytes of a file that are in it and were not read yet. */
export class BytesNotRead extends Error {
  override readonly name = 'BytesNotRead';
  readonly at: number;

  constructor(at: number) {
    super(`byte ${at} was not read yet`);
    this.at = at;
  }
}

/** The file ends before what it must hold. */
export class FileTooShort extends Error {
  override readonly name = 'FileTooShort';
}

/** A file of which only some pieces were read. */
export class SparseBytes {
  readonly sizeBytes: number;
  readonly #pieces: { readonly at: number; readonly bytes: Buffer }[] = [];

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes;
  }

  add(at: number, bytes: Buffer): void {
    this.#pieces.push({ at, bytes });
  }

  /**
   * @throws {FileTooShort} where the file has no such bytes
   * @throws {BytesNotRead} where it has, and they must be read first
   */
  take(at: number, length: number): Buffer {
    if (at + length > this.sizeBytes) throw new FileTooShort(`the file ends at byte ${this.sizeBytes}`);
    for (const piece of this.#pieces) {
      const start = at - piece.at;
      if (start >= 0 && start + length <= piece.bytes.length) return piece.bytes.subarray(start, start + length);
    }
    throw new BytesNotRead(at);
  }

  /** At most `length` bytes from the file's begin: what there is of them. */
  begin(length: number): Buffer {
    return this.take(0, Math.min(length, this.sizeBytes));
  }

  /** Those of the file's end. */
  end(length: number): Buffer {
    const wanted = Math.min(length, this.sizeBytes);
    return this.take(this.sizeBytes - wanted, wanted);
  }
}
