import type { DatasetSettings } from '../event.ts';
import { FOLDER_RULE } from '../inputs/class-rule.ts';
import { labelColumns } from '../inputs/row-label.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { lstText } from '../lst-format.ts';
import { uploadText } from '../lst-upload.ts';
import { NUMBERING, type Numbering } from './number-rows.ts';
import { RunFolder } from './run-folder.ts';

export interface WrittenRange {
  readonly range: number;
}

/** Writes the rows of one range as they stand in the `.lst` file. */
export async function writeRange(
  s3: S3Sender,
  { bucket }: DatasetSettings,
  { folder, range }: { readonly folder: string; readonly range: number },
): Promise<WrittenRange> {
  const run = new RunFolder(s3, bucket, folder);
  const { labels, rowsBefore } = await run.read<Numbering>(NUMBERING);
  const text = lstText(run.lines(`rows-${range}`), labelColumns(FOLDER_RULE, new Map(labels)), rowsBefore[range]);
  await uploadText(s3, bucket, run.place(`lst-${range}`).key, text);
  return { range };
}
