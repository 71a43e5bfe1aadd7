import { Pauses } from '../core/process/pauses.ts';
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
  const { shown, rest } = pageIn(params, items);
  return { [element]: { member: shown.map(toXml) }, ...rest };
}

/** The same where each member of the page takes its time. */
export async function slowMarkerPage<T>(
  params: URLSearchParams,
  element: string,
  items: readonly T[],
  toXml: (item: T) => XmlObject,
): Promise<XmlObject> {
  const { shown, rest } = pageIn(params, items);
  const pauses = new Pauses();
  const members: XmlObject[] = [];
  for (const item of shown) {
    members.push(toXml(item));
    await pauses.whenDue();
  }
  return { [element]: { member: members }, ...rest };
}

function pageIn<T>(params: URLSearchParams, items: readonly T[]): { shown: readonly T[]; rest: XmlObject } {
  const maxItems = Number(params.get('MaxItems') ?? DEFAULT_MAX_ITEMS);
  const start = startOf(params.get('Marker'));
  const shown = items.slice(start, start + maxItems);
  const end = start + shown.length;
  const more = end < items.length ? { IsTruncated: true, Marker: offsetToken(end) } : {};
  return { shown, rest: { IsTruncated: false, ...more } };
}

function startOf(marker: string | null): number {
  if (marker === null) return 0;
  const start = offsetOf(marker);
  if (start === undefined) throw new AwsError('ValidationError', 400, `[rehearsal] Invalid Marker: ${marker}`);
  return start;
}
