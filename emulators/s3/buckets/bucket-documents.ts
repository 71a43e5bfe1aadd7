import { AwsError, notImplemented } from '../../core/wire/aws-error.ts';
import { xmlList } from '../../core/wire/wire-xml.ts';
import { checkTags, parseTagging } from '../objects/object-tags.ts';
import type { Tag } from '../store/object-record.ts';
import { invalidArgument, invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import { asElement, documentText, parseDocument, textOf, type XmlElement } from '../wire/xml-documents.ts';

/** Checks of documents that are put to a bucket: each gives the text to keep, or null for none. */

const MAX_BUCKET_TAGS = 50;
const SYSTEM_TAGS = 'System tags cannot be added/updated by requester';

export function acceptVersioning(document: string, root: string): string {
  const given = parseDocument(document, root);
  const status = textOf(given, 'Status') ?? '';
  if (status === '') {
    const message = 'The Versioning element must be specified';
    throw new AwsError('IllegalVersioningConfigurationException', 400, message);
  }
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  const mfaDelete = textOf(given, 'MfaDelete');
  if (mfaDelete === 'Enabled') throw notImplemented('s3', 'PutBucketVersioning with MFA delete');
  if (mfaDelete !== undefined && mfaDelete !== 'Disabled') throw malformedXml();
  return documentText(root, { Status: status, ...(mfaDelete === undefined ? {} : { MfaDelete: mfaDelete }) });
}

export function acceptEncryption(document: string, root: string): string {
  const rule = onlyRule(document, root);
  const { ApplyServerSideEncryptionByDefault: byDefault } = rule;
  const settings = asElement(byDefault ?? {});
  const algorithm = textOf(settings, 'SSEAlgorithm');
  if (byDefault !== undefined && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm ?? '')) throw malformedXml();
  const key = textOf(settings, 'KMSMasterKeyID');
  if (key !== undefined && algorithm === 'AES256') {
    const message = 'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse';
    throw invalidArgument(message, 'ApplyServerSideEncryptionByDefault', key);
  }
  return document;
}

const DESTINATIONS = ['TopicConfiguration', 'QueueConfiguration', 'CloudFunctionConfiguration'];

/** Events for EventBridge are kept as a wish; an empty configuration is none. */
export function acceptNotification(document: string, root: string): string | null {
  const given = parseDocument(document, root);
  const destination = DESTINATIONS.find((name) => given[name] !== undefined);
  if (destination !== undefined) {
    throw notImplemented('s3', `PutBucketNotificationConfiguration with ${destination}`);
  }
  return given['EventBridgeConfiguration'] === undefined ? null : documentText(root, { EventBridgeConfiguration: '' });
}

const BLOCKS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

/** What is not named is off. */
export function acceptPublicAccessBlock(document: string, root: string): string {
  const given = parseDocument(document, root);
  const values = BLOCKS.map((name) => textOf(given, name)?.trim().toLowerCase());
  if (values.every((value) => value === undefined)) throw invalidRequest('Must specify at least one configuration.');
  if (values.some((value) => value !== undefined && value !== 'true' && value !== 'false')) throw malformedXml();
  return documentText(root, Object.fromEntries(BLOCKS.map((name, index) => [name, values[index] ?? 'false'])));
}

export const OWNERSHIPS: readonly string[] = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'];

export function acceptOwnership(document: string, root: string): string {
  if (!OWNERSHIPS.includes(textOf(onlyRule(document, root), 'ObjectOwnership') ?? '')) throw malformedXml();
  return document;
}

function onlyRule(document: string, root: string): XmlElement {
  const [rule, more] = xmlList(parseDocument(document, root)['Rule']);
  if (rule === undefined || more !== undefined) throw malformedXml();
  return asElement(rule);
}

/** An empty set is none. */
export function acceptTagging(document: string): string | null {
  return checkBucketTags(parseTagging(document), SYSTEM_TAGS).length === 0 ? null : document;
}

export function checkBucketTags(tags: readonly Tag[], systemTags: string): readonly Tag[] {
  if (checkTags(tags, systemTags).length <= MAX_BUCKET_TAGS) return tags;
  throw new AwsError('BadRequest', 400, `[rehearsal] a bucket has at most ${MAX_BUCKET_TAGS} tags, not ${tags.length}`);
}
