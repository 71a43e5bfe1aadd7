import { cutInMiddle } from '../readable.ts';

/** A name on at most two lines, parted at a space or a hyphen where there is one; what is too long is cut in its middle. */
export function nameLines(name: string, lettersPerLine: number): readonly string[] {
  const letters = [...name];
  if (letters.length <= lettersPerLine) return [name];
  const head = letters.slice(0, lettersPerLine + 1).join('');
  const at = Math.max(head.lastIndexOf(' '), head.lastIndexOf('-'), head.lastIndexOf('_'), head.lastIndexOf('('));
  const isParted = at > lettersPerLine / 3;
  const first = isParted ? name.slice(0, head[at] === ' ' || head[at] === '(' ? at : at + 1) : head.slice(0, -1);
  return [first.trimEnd(), cutInMiddle(name.slice(first.length).trimStart(), lettersPerLine)];
}
