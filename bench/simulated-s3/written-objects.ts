import { createHash } from 'node:crypto';

export interface WrittenObject {
  readonly bytes: number;
  readonly sha256: string;
}

interface KeptObject extends WrittenObject {
  /** Undefined where the body is larger than what is kept. */
  readonly body: Buffer | undefined;
}

interface Upload {
  readonly key: string;
  readonly parts: Map<number, Buffer>;
}

/** Objects that were written: sizes and hashes, and the bodies of those that are not too large. */
export class WrittenObjects {
  readonly #largestBody: number;
  readonly #objects = new Map<string, KeptObject>();
  readonly #uploads = new Map<string, Upload>();
  #begun = 0;

  constructor(largestBody: number) {
    this.#largestBody = largestBody;
  }

  get report(): Readonly<Record<string, WrittenObject>> {
    return Object.fromEntries([...this.#objects].map(([key, { bytes, sha256 }]) => [key, { bytes, sha256 }]));
  }

  get openUploads(): number {
    return this.#uploads.size;
  }

  /** In order. */
  listedWith(prefix: string): readonly { readonly key: string; readonly bytes: number }[] {
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    return keys.map((key) => ({ key, bytes: this.bytesOf(key) ?? 0 }));
  }

  bytesOf(key: string): number | undefined {
    return this.#objects.get(key)?.bytes;
  }

  /** The bytes of a range such as `bytes=0-9`, or all. */
  read(key: string, range?: string): Buffer | undefined {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const body = this.#objects.get(key)?.body;
    return first === undefined ? body : body?.subarray(Number(first), Number(last) + 1);
  }

  put(key: string, parts: readonly Buffer[]): void {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    const body = bytes <= this.#largestBody ? Buffer.concat(parts) : undefined;
    this.#objects.set(key, { bytes, sha256: hash.digest('hex'), body });
  }

  /** False where there is no such object. */
  copy(source: string, key: string): boolean {
    const copied = this.#objects.get(source);
    if (copied !== undefined) this.#objects.set(key, copied);
    return copied !== undefined;
  }

  delete(key: string): void {
    this.#objects.delete(key);
  }

  beginUpload(key: string): string {
    this.#begun += 1;
    this.#uploads.set(String(this.#begun), { key, parts: new Map() });
    return String(this.#begun);
  }

  putPart(uploadId: string, partNumber: number, body: Buffer): void {
    this.#uploads.get(uploadId)?.parts.set(partNumber, body);
  }

  completeUpload(uploadId: string): void {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) return;
    const parts = [...upload.parts].toSorted(([one], [other]) => one - other);
    this.put(
      upload.key,
      parts.map(([, part]) => part),
    );
    this.#uploads.delete(uploadId);
  }

  abortUpload(uploadId: string): void {
    this.#uploads.delete(uploadId);
  }
}
