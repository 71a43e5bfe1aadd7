import { xmlList } from '../../core/wire/wire-xml.ts';
import type { Bucket, BucketRecord } from '../store/bucket-store.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import { asElement, parseDocument, textOf, type XmlElement } from '../wire/xml-documents.ts';

const DAY_MS = 86_400_000;

interface ExpirationRule {
  readonly id: string;
  readonly filter: XmlElement;
  readonly days: string | undefined;
  readonly date: string | undefined;
}

/** Rules by what is known of their bucket: that is another object as soon as anything of it changes. */
const known = new WeakMap<BucketRecord, readonly ExpirationRule[]>();

/**
 * `x-amz-expiration`, where a lifecycle rule will expire what the key shows; of several rules the one that comes first.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html: counted in days, to the next midnight UTC.
 */
export function expirationHeaders({ record: bucket, objects }: Bucket, object: ObjectRecord): Record<string, string> {
  const rules = rulesOf(bucket);
  if (rules.length === 0 || objects.get(object.key) !== object) return {};
  const [first] = rules
    .filter(({ filter }) => fits(filter, object))
    .map((rule) => ({ id: rule.id, endMs: endOf(rule, object) }))
    .sort((left, right) => left.endMs - right.endMs);
  if (first === undefined) return {};
  const date = new Date(first.endMs).toUTCString();
  return { 'x-amz-expiration': `expiry-date="${date}", rule-id="${encodeURIComponent(first.id)}"` };
}

function rulesOf(bucket: BucketRecord): readonly ExpirationRule[] {
  const document = bucket.configuration['BucketLifecycleConfiguration'];
  if (typeof document !== 'string') return [];
  const parsed = known.get(bucket) ?? parseRules(document);
  known.set(bucket, parsed);
  return parsed;
}

function parseRules(document: string): readonly ExpirationRule[] {
  const rules = xmlList(parseDocument(document, 'LifecycleConfiguration')['Rule']).map(asElement);
  return rules.flatMap((rule) => {
    const expiration = asElement(rule['Expiration'] ?? '');
    const [days, date] = [textOf(expiration, 'Days'), textOf(expiration, 'Date')];
    if (textOf(rule, 'Status') !== 'Enabled' || (days === undefined && date === undefined)) return [];
    const given = asElement(rule['Filter'] ?? '');
    const filter = rule['Filter'] === undefined ? { Prefix: rule['Prefix'] } : asElement(given['And'] ?? given);
    return [{ id: textOf(rule, 'ID') ?? '', filter, days, date }];
  });
}

function fits(filter: XmlElement, { key, sizeBytes, tags }: ObjectRecord): boolean {
  const [above, below] = [textOf(filter, 'ObjectSizeGreaterThan'), textOf(filter, 'ObjectSizeLessThan')];
  return (
    key.startsWith(textOf(filter, 'Prefix') ?? '') &&
    (above === undefined || sizeBytes > Number(above)) &&
    (below === undefined || sizeBytes < Number(below)) &&
    xmlList(filter['Tag'])
      .map(asElement)
      .every((wanted) => tags.some((tag) => tag.key === wanted['Key'] && tag.value === (wanted['Value'] ?? '')))
  );
}

function endOf({ days, date }: ExpirationRule, { lastModifiedMs }: ObjectRecord): number {
  if (date !== undefined) return Date.parse(date.trim());
  return Math.ceil((lastModifiedMs + Number(days) * DAY_MS) / DAY_MS) * DAY_MS;
}
