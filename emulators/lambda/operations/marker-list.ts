import { optionalNumber, optionalString } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';

/** Lists give at most so many at a time, whatever MaxItems says. */
const MAX_PAGE = 50;

/** A part of a list, behind the item whose key the request's Marker is. */
export function pageOf<Item>(
  input: JsonObject,
  all: readonly Item[],
  keyOf: (item: Item) => string,
): { readonly shown: readonly Item[]; readonly next: { readonly NextMarker?: string } } {
  const marker = optionalString(input, 'Marker') ?? '';
  const size = Math.min(optionalNumber(input, 'MaxItems') ?? MAX_PAGE, MAX_PAGE);
  const start = marker === '' ? 0 : all.findIndex((item) => keyOf(item) === marker) + 1;
  if (marker !== '' && start === 0) {
    throw invalidParameterValue(`[rehearsal] no item of this list has the Marker '${marker}': begin again without it`);
  }
  const shown = all.slice(start, start + size);
  const last = shown.at(-1);
  const hasMore = last !== undefined && start + size < all.length;
  return { shown, next: hasMore ? { NextMarker: keyOf(last) } : {} };
}
