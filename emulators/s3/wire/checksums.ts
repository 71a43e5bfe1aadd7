import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { Sha1, Sha256 } from '@aws-sdk/checksums/sha';
import type { Checksum, ChecksumAlgorithm, ChecksumType } from '../store/object-record.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'];

const DIGEST_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  digest(): Promise<Uint8Array>;
}

export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'CRC32':
      return new Crc32();
    case 'CRC32C':
      return new Crc32c();
    case 'CRC64NVME':
      return new Crc64Nvme();
    case 'SHA1':
      return new Sha1();
    case 'SHA256':
      return new Sha256();
  }
}

/** What was taken so far, as S3 writes it. */
export async function base64Digest(running: RunningChecksum): Promise<string> {
  return Buffer.from(await running.digest()).toString('base64');
}

export function parseAlgorithm(name: string): ChecksumAlgorithm | undefined {
  return CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === name.toUpperCase());
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** True for Base64 of as many bytes as the algorithm gives. */
export function isChecksumValue(algorithm: ChecksumAlgorithm, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === DIGEST_BYTES[algorithm] && bytes.toString('base64') === value;
}

/** Without a wish of the client, CRC-64/NVME is over the whole object and the others over the parts' checksums. */
export function defaultChecksumType(algorithm: ChecksumAlgorithm): ChecksumType {
  return algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
}

/** The checksum of a multipart object over its parts' checksums: `<Base64>-<parts>`. */
export async function compositeChecksum(
  algorithm: ChecksumAlgorithm,
  partValues: readonly string[],
): Promise<Checksum> {
  const running = startChecksum(algorithm);
  for (const value of partValues) running.update(Buffer.from(value, 'base64'));
  return { algorithm, value: `${await base64Digest(running)}-${partValues.length}`, type: 'COMPOSITE' };
}

/** Response headers for a checksum; none where there is no checksum. */
export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  if (checksum === undefined) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** XML members for a checksum, such as `ChecksumCRC32`. */
export function checksumMembers(checksum: Checksum | undefined): Record<string, string> {
  if (checksum === undefined) return {};
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}
