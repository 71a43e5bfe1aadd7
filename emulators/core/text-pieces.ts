/** Up to this length the search that JavaScript has cannot take long. */
const SHORT = 16;

/** Whether a text is made of these pieces in their order, with anything between two of them. Takes as many steps as all are long together. */
export function isMadeOf(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  const end = text.length - last.length;
  if (!text.startsWith(first) || end < first.length || !text.endsWith(last)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = placeOf(piece, text, from);
    if (at === -1 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}

/** As `indexOf`, which takes length times length steps for `aaa…b` in `aaa…`; this never compares a character of the text again (Knuth, Morris, Pratt). */
function placeOf(sought: string, text: string, from: number): number {
  if (sought.length <= SHORT) return text.indexOf(sought, from);
  const borders = bordersOf(sought);
  let fits = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    while (fits > 0 && sought.charCodeAt(fits) !== character) fits = borders[fits - 1] ?? 0;
    if (sought.charCodeAt(fits) === character) fits += 1;
    if (fits === sought.length) return at + 1 - fits;
  }
  return -1;
}

/** For each beginning of a text, the length of the longest end of it that is also its beginning. */
function bordersOf(text: string): Int32Array {
  const borders = new Int32Array(text.length);
  let length = 0;
  for (let at = 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    while (length > 0 && text.charCodeAt(length) !== character) length = borders[length - 1] ?? 0;
    if (text.charCodeAt(length) === character) length += 1;
    borders[at] = length;
  }
  return borders;
}
