/** What stands for a place in a list that is cut into pages, and says nothing to its reader. */
export function offsetToken(offset: number): string {
  return Buffer.from(String(offset)).toString('base64url');
}

/** The place that a token of `offsetToken` stands for; undefined for a text that is none. */
export function offsetOf(token: string): number | undefined {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
