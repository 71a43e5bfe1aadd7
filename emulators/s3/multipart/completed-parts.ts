import { AwsError } from '../../core/wire/aws-error.ts';
import { xmlList } from '../../core/wire/wire-xml.ts';
import type { PartRecord, Upload } from '../store/multipart-store.ts';
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
  checkOrder(named);
  const parts = named.map((part) => matchingPart(upload, part));
  for (const part of parts.slice(0, -1)) {
    if (part.sizeBytes < MIN_PART_BYTES) throw entityTooSmall(part);
  }
  return parts;
}

function checkOrder(named: readonly CompletedPart[]): void {
  let before = 0;
  for (const { partNumber } of named) {
    if (partNumber <= before) {
      throw new AwsError(
        'InvalidPartOrder',
        400,
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
      );
    }
    before = partNumber;
  }
}

function matchingPart(upload: Upload, { partNumber, etag, element }: CompletedPart): PartRecord {
  const part = upload.parts.get(partNumber);
  const given = upload.checksum === undefined ? undefined : textOf(element, `Checksum${upload.checksum.algorithm}`);
  const isSameChecksum = given === undefined || given === part?.checksum?.value;
  if (part === undefined || part.etag !== etag || !isSameChecksum) throw invalidPart(upload, partNumber, etag);
  if (upload.checksum?.type === 'COMPOSITE' && given === undefined) {
    const algorithm = upload.checksum.algorithm.toLowerCase();
    throw invalidRequest(
      `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${partNumber} in the request.`,
    );
  }
  return part;
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
