import type { GenerateDatasetResult } from '../dataset-result.ts';
import type { DatasetSettings } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { finishDataset, type PreparedDataset } from '../prepared-dataset.ts';
import type { Split } from '../report/split.ts';
import { joinObjects } from './join-objects.ts';
import { PREPARED } from './number-rows.ts';
import { rangesOf } from './plan.ts';
import { RunFolder } from './run-folder.ts';

/** Joins the rows of all ranges to the two `.lst` files and gives the result that one function would give. */
export async function joinRanges(
  s3: S3Sender,
  settings: DatasetSettings,
  folder: string,
): Promise<GenerateDatasetResult> {
  const { bucket } = settings;
  const run = new RunFolder(s3, bucket, folder);
  const ranges = await rangesOf(run);
  const prepared = await run.read<PreparedDataset>(PREPARED);
  const join = (split: Split, key: string) => {
    const indexes = [...ranges.keys()].filter((index) => ranges[index]?.split === split);
    return joinObjects(
      s3,
      bucket,
      indexes.map((index) => run.place(`lst-${index}`).key),
      key,
    );
  };
  await join('train', prepared.trainLst.key);
  await join('test', prepared.testLst.key);
  const result = await finishDataset(s3, settings, prepared);
  // What is left is removed by the bucket's lifecycle rule: the data set is complete.
  await run
    .remove()
    .catch((error: unknown) => console.log(`s3://${bucket}/${folder} was not removed: ${String(error)}`));
  return result;
}
