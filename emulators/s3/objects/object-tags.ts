import { AwsError } from '../../core/wire/aws-error.ts';
import { type XmlObject, xmlList } from '../../core/wire/wire-xml.ts';
import type { Tag } from '../store/object-record.ts';
import { invalidArgument, malformedXml } from '../wire/s3-errors.ts';
import { asElement, parseDocument, textOf } from '../wire/xml-documents.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
const MAX_OBJECT_TAGS = 10;
const MAX_TAG_KEY_LENGTH = 128;
const MAX_TAG_VALUE_LENGTH = 256;
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags of an upload: `x-amz-tagging: key=value&key=value`, percent-encoded. */
export function taggingHeader(header: string | undefined): readonly Tag[] {
  if (header === undefined || header === '') return [];
  const tags = header.split('&').map((pair) => {
    const [key = '', value = '', ...rest] = pair.split('=');
    if (rest.length > 0) throw invalidTaggingHeader(header);
    return { key: decodeTag(key, header), value: decodeTag(value, header) };
  });
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw invalidTaggingHeader(header);
  return checkObjectTags(tags);
}

function decodeTag(encoded: string, header: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw invalidTaggingHeader(header);
  }
}

function invalidTaggingHeader(header: string): AwsError {
  return invalidArgument(
    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    'x-amz-tagging',
    header,
  );
}

export function parseTagging(document: string): readonly Tag[] {
  return parseTagSet(parseDocument(document, 'Tagging')['TagSet']);
}

export function parseTagSet(tagSet: unknown): readonly Tag[] {
  return xmlList(asElement(tagSet)['Tag']).map((item) => {
    const element = asElement(item);
    const key = textOf(element, 'Key');
    const value = textOf(element, 'Value');
    if (key === undefined || value === undefined) throw malformedXml();
    return { key, value };
  });
}

export function taggingContent(tags: readonly Tag[]): XmlObject {
  return { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } };
}

export function checkObjectTags(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > MAX_OBJECT_TAGS) {
    throw new AwsError('BadRequest', 400, 'Object tags cannot be greater than 10');
  }
  return checkTags(tags, 'Your TagKey cannot be prefixed with aws:');
}

/** Duplicates, characters and lengths, for objects and buckets alike; `systemTags` refuses a key of AWS's own. */
export function checkTags(tags: readonly Tag[], systemTags: string): readonly Tag[] {
  const seen = new Set<string>();
  for (const { key, value } of tags) {
    if (seen.has(key)) throw invalidTag('Cannot provide multiple Tags with the same key', key);
    if (key.startsWith('aws:')) throw new AwsError('InvalidTag', 400, systemTags);
    if (key === '' || key.length > MAX_TAG_KEY_LENGTH || !TAG_TEXT.test(key)) {
      throw invalidTag('The TagKey you have provided is invalid', key);
    }
    if (value.length > MAX_TAG_VALUE_LENGTH || !TAG_TEXT.test(value)) {
      throw invalidTag('The TagValue you have provided is invalid', key);
    }
    seen.add(key);
  }
  return tags;
}

function invalidTag(message: string, key: string): AwsError {
  return new AwsError('InvalidTag', 400, message, { details: { TagKey: key } });
}
