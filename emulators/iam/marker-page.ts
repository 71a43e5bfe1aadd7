import { AwsError } from '../core/wire/aws-error.ts';
import { offsetOf, offsetToken } from '../core/wire/offset-token.ts';
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
  const rest = end < items.length ? { IsTruncated: true, Marker: offsetToken(end) } : {};
  return { [element]: { member: members }, IsTruncated: false, ...rest };
}

function startOf(marker: string | null): number {
  if (marker === null) return 0;
  const start = offsetOf(marker);
  if (start === undefined) throw new AwsError('ValidationError', 400, `[rehearsal] Invalid Marker: ${marker}`);
  return start;
}
