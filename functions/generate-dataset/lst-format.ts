import type { ClassLabels } from './class-labels.ts';

/**
 * The text of a `.lst` file, some thousand rows at a time: index from 1 (or after `rowsBefore`), label and path below the channel's folder,
 * separated by tabs, a newline after each row.
 */
export async function* lstText(
  pathBatches: AsyncIterable<readonly string[]>,
  labels: ClassLabels,
  rowsBefore = 0,
): AsyncGenerator<string> {
  let index = rowsBefore;
  for await (const paths of pathBatches) {
    let text = '';
    for (const path of paths) {
      index += 1;
      text += `${index}\t${labelOf(path, labels)}\t${path}\n`;
    }
    yield text;
  }
}

function labelOf(path: string, labels: ClassLabels): number {
  const className = path.slice(0, path.indexOf('/'));
  const label = labels.get(className);
  if (label === undefined) throw new Error(`class ${JSON.stringify(className)} has no label`);
  return label;
}
