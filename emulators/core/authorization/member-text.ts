/**
 * What a member says, before anybody has looked whether it is a text: authorization comes before validation, and a JSON object
 * may have a member `toString`, which String() would call. What is no text is refused by the service afterwards.
 */
export function memberText(value: unknown, absent = ''): string {
  if (value === undefined || value === null) return absent;
  return typeof value === 'object' ? '' : String(value);
}
