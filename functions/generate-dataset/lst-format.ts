import type { ClassLabels } from './class-labels.ts';

/** Rows of a `.lst` file: index from 1, label, path below the channel's folder, separated by tabs, each with its newline. */
export async function* lstRows(paths: AsyncIterable<string>, labels: ClassLabels): AsyncGenerator<string> {
  let index = 0;
  for await (const path of paths) {
    const className = path.slice(0, path.indexOf('/'));
    const label = labels.get(className);
    if (label === undefined) throw new Error(`class ${JSON.stringify(className)} has no label`);
    index += 1;
    yield `${index}\t${label}\t${path}\n`;
  }
}
