/** Table-driven CRCs that zlib does not have; both are reflected, start from all ones and end inverted. */
const CRC32C_POLYNOMIAL = 0x82f63b78;
/** CRC-64/NVME, reflected: https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-nvme */
const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n;
const TABLE_SIZE = 256;
const ALL_ONES = 0xffffffff;

const crc32cTable = new Int32Array(TABLE_SIZE).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ CRC32C_POLYNOMIAL : value >>> 1;
  return value;
});

/** CRC-32C of bytes that follow others whose value is `before`. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = before ^ ALL_ONES;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crc32cTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ ALL_ONES) >>> 0;
}

const crc64Entries = Array.from({ length: TABLE_SIZE }, (_, byte) => {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ CRC64NVME_POLYNOMIAL : value >> 1n;
  return value;
});
const crc64High = Int32Array.from(crc64Entries, (entry) => Number(BigInt.asIntN(32, entry >> 32n)));
const crc64Low = Int32Array.from(crc64Entries, (entry) => Number(BigInt.asIntN(32, entry)));

/** A CRC-64/NVME under way, in two halves: numbers of 64 bits would need the much slower BigInt. */
export class Crc64Nvme {
  #high = ALL_ONES | 0;
  #low = ALL_ONES | 0;

  update(bytes: Uint8Array): void {
    let high = this.#high;
    let low = this.#low;
    for (const byte of bytes) {
      const index = (low ^ byte) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (crc64Low[index] ?? 0);
      high = (high >>> 8) ^ (crc64High[index] ?? 0);
    }
    this.#high = high;
    this.#low = low;
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.#high);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}
