import { invalidParameter } from './logs-input.ts';

/** A token that holds where the next page begins; clients must not look into it. */
export function toToken(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function fromToken(token: string, length: number): (string | number)[] {
  const position = jsonIn(Buffer.from(token, 'base64url').toString());
  const isPart = (part: unknown) => typeof part === 'string' || typeof part === 'number';
  if (!Array.isArray(position) || position.length !== length || !position.every(isPart)) throw invalidToken();
  return position;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function invalidToken() {
  return invalidParameter('The specified nextToken is invalid.');
}

/** Compares positions member by member; members at the same place are of the same kind. */
export function comparePositions(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}
