import { isMadeOf } from '../../core/text-pieces.ts';

/** StringMatches: `*` stands for any characters, none included; `\*` and `\\` stand for themselves. The whole string must match. */
export function matchesPattern(text: string, pattern: string): boolean {
  // No regular expression: one with many stars could take exponential time.
  return isMadeOf(text, piecesOf(pattern));
}

function piecesOf(pattern: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [whole, escaped] of pattern.matchAll(/\\([*\\])|\*|[^*\\]+|\\/g)) {
    if (whole === '*') {
      pieces.push(piece);
      piece = '';
    } else piece += escaped ?? whole;
  }
  return [...pieces, piece];
}
