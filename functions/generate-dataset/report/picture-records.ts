import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageHash } from './image-hash.ts';
import type { Split } from './split.ts';

/** Numbers of 32 bits a record: two of the content, two of the path, one of class and split. */
export const RECORD_NUMBERS = 5;
export const PARTITIONS = 64;
const PARTITION_BITS = 6;
/** A full partition is written to its file: 64 of them hold 5 MB. */
const FULL_RECORDS = 4096;
const FIRST_RECORDS = 64;
const READ_RECORDS = 16_384;

interface Partition {
  records: Uint32Array<ArrayBuffer>;
  used: number;
  file: number | undefined;
  fileBytes: number;
}

/**
 * A record of 20 bytes for each image, in partitions by the first bits of its content's hash, so that equal pictures lie in
 * one partition. Partitions are files as soon as they are large: memory does not grow with the data set. Files are written
 * at once, as pages are read: the temporary folder is faster than S3, and nothing can pile up.
 */
export class PictureRecords {
  readonly #folder: string;
  readonly #partitions: readonly Partition[];

  constructor(folder: string) {
    this.#folder = folder;
    this.#partitions = Array.from({ length: PARTITIONS }, () => ({
      records: new Uint32Array(0),
      used: 0,
      file: undefined,
      fileBytes: 0,
    }));
  }

  add(split: Split, classNumber: number, hash: ImageHash): void {
    const { content1, content2, path1, path2 } = hash;
    this.#add(content1, content2, path1, path2, classNumber * 2 + (split === 'train' ? 0 : 1));
  }

  /** Adds the records of another part of the same data set; `classNumbers`: what its classes' numbers are here. */
  addRecords(others: Uint32Array, classNumbers: readonly number[]): void {
    for (let at = 0; at < others.length; at += RECORD_NUMBERS) {
      const classAndSplit = others[at + 4] ?? 0;
      const classNumber = classNumbers[classAndSplit >>> 1] ?? 0;
      const [content1, content2] = [others[at] ?? 0, others[at + 1] ?? 0];
      this.#add(content1, content2, others[at + 2] ?? 0, others[at + 3] ?? 0, classNumber * 2 + (classAndSplit & 1));
    }
  }

  #add(content1: number, content2: number, path1: number, path2: number, classAndSplit: number): void {
    const number = content1 >>> (32 - PARTITION_BITS);
    const partition = this.#partition(number);
    if (partition.used === partition.records.length) this.#makeRoom(number, partition);
    const { records, used } = partition;
    records[used] = content1;
    records[used + 1] = content2;
    records[used + 2] = path1;
    records[used + 3] = path2;
    records[used + 4] = classAndSplit;
    partition.used = used + RECORD_NUMBERS;
  }

  /** A partition's records, some thousand at a time. A part is overwritten as soon as the next one is asked for. */
  *partition(number: number): Generator<Uint32Array> {
    const { records, used, file, fileBytes } = this.#partition(number);
    if (file !== undefined) {
      const chunk = new Uint32Array(READ_RECORDS * RECORD_NUMBERS);
      for (let at = 0; at < fileBytes; at += chunk.byteLength) {
        const bytes = Math.min(chunk.byteLength, fileBytes - at);
        readWhole(file, new Uint8Array(chunk.buffer, 0, bytes), at);
        yield chunk.subarray(0, bytes / chunk.BYTES_PER_ELEMENT);
      }
    }
    yield records.subarray(0, used);
  }

  close(): void {
    for (const { file } of this.#partitions) if (file !== undefined) closeSync(file);
  }

  #partition(number: number): Partition {
    const partition = this.#partitions[number];
    if (partition === undefined) throw new RangeError(`there is no partition ${number}`);
    return partition;
  }

  #makeRoom(number: number, partition: Partition): void {
    const { records, used } = partition;
    if (used < FULL_RECORDS * RECORD_NUMBERS) {
      partition.records = new Uint32Array(Math.max(FIRST_RECORDS * RECORD_NUMBERS, used * 2));
      partition.records.set(records);
      return;
    }
    partition.file ??= openSync(join(this.#folder, `pictures-${number}`), 'w+');
    const bytes = new Uint8Array(records.buffer, 0, records.byteLength);
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(partition.file, bytes, done, bytes.length - done, partition.fileBytes + done);
    }
    partition.fileBytes += bytes.length;
    partition.used = 0;
  }
}

function readWhole(file: number, target: Uint8Array, position: number): void {
  for (let done = 0; done < target.length; ) {
    const bytesRead = readSync(file, target, done, target.length - done, position + done);
    if (bytesRead === 0) throw new Error('the records of pictures on disk are fewer than were written');
    done += bytesRead;
  }
}
