import type { RowLabel } from './inputs/row-label.ts';

/** Of a text that is yielded: rows of many labels are long. */
const ENOUGH_CHARACTERS = 250_000;

/**
 * The text of a `.lst` file, some thousand rows at a time: index from 1 (or after `rowsBefore`), label and path below the channel's folder,
 * separated by tabs, a newline after each row.
 */
export async function* lstText(
  pathBatches: AsyncIterable<readonly string[]>,
  labelOf: RowLabel,
  rowsBefore = 0,
): AsyncGenerator<string> {
  let index = rowsBefore;
  for await (const paths of pathBatches) {
    let text = '';
    for (const path of paths) {
      index += 1;
      text += `${index}\t${labelOf(path)}\t${path}\n`;
      if (text.length < ENOUGH_CHARACTERS) continue;
      yield text;
      text = '';
    }
    yield text;
  }
}
