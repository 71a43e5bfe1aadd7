import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { ColumnChunk, Compressors, DecodedArray, SchemaTree } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getTreePath } from 'hyparquet/src/schema.js';

type ColumnDecoder = Parameters<typeof readPage>[2];
type PageHeader = ReturnType<typeof parquetHeader>;

/** Gives bytes of a file. */
export type ReadRange = (start: number, end: number) => Promise<Buffer>;

/** What a column is read in: some pages, which usually hold a megabyte each. */
const BLOCK_BYTES = 4 * 1024 * 1024;
/** More than a page's header ever takes, with the least and the largest value in it. */
const HEADER_BYTES = 64 * 1024;

/** Node's own are written in C; Snappy is in the library. */
const COMPRESSORS: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  ZSTD: (bytes) => zstdDecompressSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
};

/** A tenth of the time that TextDecoder takes for short texts. */
const PARSERS = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(),
};

/** The values of one column in one row group, page by page, so that memory holds a page and a block. */
export class ParquetColumn {
  readonly #read: ReadRange;
  readonly #decoder: ColumnDecoder;
  readonly #end: number;
  /** Of the block in the file. */
  #blockStart: number;
  #block: Buffer = Buffer.alloc(0);
  #at: number;
  #dictionary: DecodedArray | undefined;
  #page: DecodedArray = [];
  #pageAt = 0;

  constructor(read: ReadRange, schema: SchemaTree, { meta_data: column }: ColumnChunk) {
    if (column === undefined) throw new Error('a column chunk has no metadata');
    const { path_in_schema: pathInSchema, codec, type, dictionary_page_offset, data_page_offset } = column;
    const schemaPath = getTreePath(schema, pathInSchema);
    const element = schemaPath.at(-1)?.element ?? schema.element;
    this.#read = read;
    this.#decoder = { pathInSchema, schemaPath, element, codec, type, parsers: PARSERS, compressors: COMPRESSORS };
    // A dictionary's offset may be 0 for none.
    this.#at = Number(dictionary_page_offset || data_page_offset);
    this.#end = this.#at + Number(column.total_compressed_size);
    this.#blockStart = this.#at;
  }

  /** Values that can be taken without reading on; 0 at the end. */
  async available(): Promise<number> {
    while (this.#pageAt >= this.#page.length && this.#at < this.#end) await this.#readPage();
    return this.#page.length - this.#pageAt;
  }

  take(): unknown {
    const value: unknown = this.#page[this.#pageAt];
    this.#pageAt += 1;
    return value;
  }

  async #readPage(): Promise<void> {
    const { header, bytes } = await this.#header();
    this.#at += bytes;
    await this.#fill(header.compressed_page_size);
    const start = this.#at - this.#blockStart;
    const page = this.#block.subarray(start, start + header.compressed_page_size);
    const reader = { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
    const { data } = readPage(reader, header, this.#decoder, this.#dictionary, undefined, 0);
    this.#at += header.compressed_page_size;
    if (header.type === 'DICTIONARY_PAGE') this.#dictionary = this.#converted(data);
    else {
      this.#page = data ?? [];
      this.#pageAt = 0;
    }
  }

  async #header(): Promise<{ readonly header: PageHeader; readonly bytes: number }> {
    await this.#fill(HEADER_BYTES);
    const start = this.#at - this.#blockStart;
    const rest = this.#block.subarray(start);
    const reader = { view: new DataView(rest.buffer, rest.byteOffset, rest.byteLength), offset: 0 };
    return { header: parquetHeader(reader), bytes: reader.offset };
  }

  /** A dictionary holds texts as bytes. */
  #converted(data: DecodedArray | undefined): DecodedArray {
    if (this.#decoder.type !== 'BYTE_ARRAY') return data ?? [];
    const texts: unknown[] = [];
    for (const bytes of data ?? []) texts.push(bytes instanceof Uint8Array ? PARSERS.stringFromBytes(bytes) : bytes);
    return texts;
  }

  /** Makes sure that so many bytes from here on are in the block, or those up to the column's end. */
  async #fill(bytes: number): Promise<void> {
    const end = Math.min(this.#end, this.#at + bytes);
    if (end <= this.#blockStart + this.#block.length) return;
    const to = Math.min(this.#end, Math.max(end, this.#at + BLOCK_BYTES));
    this.#block = await this.#read(this.#at, to);
    this.#blockStart = this.#at;
  }
}
