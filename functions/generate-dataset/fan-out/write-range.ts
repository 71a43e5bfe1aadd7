import type { DatasetSettings } from '../event.ts';
import { FOLDER_RULE } from '../inputs/class-rule.ts';
import { labelColumns } from '../inputs/row-label.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { lstText } from '../lst-format.ts';
import { uploadText } from '../lst-upload.ts';
import { uriOf } from '../storage/stored-place.ts';
import { NUMBERING, type NumberedRange, type Numbering } from './number-rows.ts';
import { FanOutStateError, RunFolder } from './run-folder.ts';

export interface WrittenRange {
  readonly range: number;
}

/** Its rows with labels and indexes. */
export function lstName(range: number): string {
  return `lst-${range}`;
}

/** Writes the rows of one range as they stand in the `.lst` file. */
export async function writeRange(
  s3: S3Sender,
  { bucket }: DatasetSettings,
  { folder, range }: { readonly folder: string; readonly range: number },
): Promise<WrittenRange> {
  const run = new RunFolder(s3, bucket, folder);
  const { labels, ranges } = await run.read<Numbering>(NUMBERING);
  const numbered = ranges[range];
  if (numbered === undefined) throw new FanOutStateError(uriOf(run.place(NUMBERING)), `has no range ${range}`);
  const text = lstText(allRows(run, numbered), labelColumns(FOLDER_RULE, new Map(labels)), numbered.rowsBefore);
  await uploadText(s3, bucket, run.place(lstName(range)).key, text);
  return { range };
}

/** Where rows are missing, those of all later ranges would have wrong indexes. */
async function* allRows(run: RunFolder, { source, rows }: NumberedRange): AsyncGenerator<readonly string[]> {
  let found = 0;
  for await (const paths of run.lines(source)) {
    found += paths.length;
    yield paths;
  }
  if (found !== rows) throw new FanOutStateError(uriOf(run.place(source)), `has ${found} rows and not ${rows}`);
}
