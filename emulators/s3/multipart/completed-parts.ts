import { AwsError } from '../../core/wire/aws-error.ts';
import { xmlList } from '../../core/wire/wire-xml.ts';
import type { PartRecord, Upload } from '../store/multipart-store.ts';
import { CHECKSUM_ALGORITHMS } from '../wire/checksums.ts';
import { parsePartNumber } from '../wire/part-number.ts';
import { invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import { asElement, parseDocument, textOf, type XmlElement } from '../wire/xml-documents.ts';

/** Every part but the last has at least 5 MiB: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const MIN_PART_BYTES = 5 * 1024 * 1024;

/** A part as the completing document names it. */
export interface CompletedPart {
  readonly partNumber: number;
  readonly etag: string;
  readonly element: XmlElement;
}

export function parseCompletion(document: string): readonly CompletedPart[] {
  const items = xmlList(parseDocument(document, 'CompleteMultipartUpload')['Part']);
  if (items.length === 0) throw invalidRequest('You must specify at least one part');
  return items.map((item) => {
    const element = asElement(item);
    const partNumber = textOf(element, 'PartNumber')?.trim();
    const etag = textOf(element, 'ETag')?.trim().replaceAll('"', '');
    if (partNumber === undefined || etag === undefined) throw malformedXml();
    return { partNumber: parsePartNumber(partNumber), etag, element };
  });
}

/** The uploaded parts that the document names: in order, as they were uploaded, and large enough. */
export function choosePartRecords(upload: Upload, named: readonly CompletedPart[]): readonly PartRecord[] {
  checkOrder(upload, named);
  const parts = named.map((part) => matchingPart(upload, part));
  for (const part of parts.slice(0, -1)) {
    if (part.sizeBytes < MIN_PART_BYTES) throw entityTooSmall(part);
  }
  return parts;
}

function checkOrder({ uploadId }: Upload, named: readonly CompletedPart[]): void {
  let before = 0;
  for (const { partNumber } of named) {
    if (partNumber <= before) {
      throw new AwsError(
        'InvalidPartOrder',
        400,
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
        { details: { UploadId: uploadId } },
      );
    }
    before = partNumber;
  }
}

function matchingPart(upload: Upload, { partNumber, etag, element }: CompletedPart): PartRecord {
  const part = upload.parts.get(partNumber);
  if (part === undefined || part.etag !== etag || !isPartChecksum(upload, part, element)) {
    throw invalidPart(upload, partNumber, etag);
  }
  return part;
}

/** A part may be named with a checksum of the upload's algorithm, and must be where the object's is made of those. */
function isPartChecksum({ checksum }: Upload, part: PartRecord, element: XmlElement): boolean {
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => textOf(element, `Checksum${algorithm}`) !== undefined);
  if (checksum === undefined) return given.length === 0;
  const value = textOf(element, `Checksum${checksum.algorithm}`);
  if (value !== undefined) return value === part.checksum?.value;
  if (checksum.type === 'COMPOSITE') throw withoutPartChecksum(checksum.algorithm, part.partNumber, given[0]);
  return true;
}

function withoutPartChecksum(algorithm: string, partNumber: number, other: string | undefined): AwsError {
  if (other !== undefined) {
    const text = `The ${other.toLowerCase()} you specified for part ${partNumber} did not match what we received.`;
    return new AwsError('BadDigest', 400, text);
  }
  return invalidRequest(
    `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${partNumber} in the request.`,
  );
}

function invalidPart(upload: Upload, partNumber: number, etag: string): AwsError {
  return new AwsError(
    'InvalidPart',
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { details: { UploadId: upload.uploadId, PartNumber: `${partNumber}`, ETag: etag } },
  );
}

function entityTooSmall(part: PartRecord): AwsError {
  return new AwsError('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
    details: {
      ProposedSize: `${part.sizeBytes}`,
      MinSizeAllowed: `${MIN_PART_BYTES}`,
      PartNumber: `${part.partNumber}`,
      ETag: part.etag,
    },
  });
}
