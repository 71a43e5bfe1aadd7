import { AwsError } from '../core/wire/aws-error.ts';
import type { XmlObject, XmlValue } from '../core/wire/wire-xml.ts';

const DEFAULT_MAX_ITEMS = 100;

/** One page of a list as IAM cuts it: `MaxItems` and `Marker`, answered with `IsTruncated` and the next `Marker`. */
export function markerPage<T>(
  params: URLSearchParams,
  element: string,
  items: readonly T[],
  toXml: (item: T) => XmlValue,
): XmlObject {
  const maxItems = Number(params.get('MaxItems') ?? DEFAULT_MAX_ITEMS);
  const start = startOf(params.get('Marker'));
  const members = items.slice(start, start + maxItems).map(toXml);
  const end = start + members.length;
  const rest = end < items.length ? { IsTruncated: true, Marker: Buffer.from(String(end)).toString('base64url') } : {};
  return { [element]: { member: members }, IsTruncated: false, ...rest };
}

function startOf(marker: string | null): number {
  if (marker === null) return 0;
  const start = Buffer.from(marker, 'base64url').toString();
  if (!/^\d{1,9}$/.test(start)) throw new AwsError('ValidationError', 400, `[rehearsal] Invalid Marker: ${marker}`);
  return Number(start);
}
