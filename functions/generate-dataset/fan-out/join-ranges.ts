import type { GenerateDatasetResult } from '../dataset-result.ts';
import type { DatasetSettings } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { showAsNewest, writeRunFiles } from '../prepared-dataset.ts';
import type { Split } from '../report/split.ts';
import { allEnded } from '../storage/all-ended.ts';
import { joinObjects } from './join-objects.ts';
import { readPrepared } from './number-rows.ts';
import { rangesOf } from './plan.ts';
import { RunFolder } from './run-folder.ts';
import { lstName } from './write-range.ts';

/** Stays in the folder, for a call that is tried again: Step Functions may not get the answer of a call that did all its work. */
const JOINED = 'joined.json';

/** Joins the rows of all ranges to the two `.lst` files and gives the result that one function would give. */
export async function joinRanges(
  s3: S3Sender,
  settings: DatasetSettings,
  folder: string,
): Promise<GenerateDatasetResult> {
  const run = new RunFolder(s3, settings.bucket, folder);
  const result = (await joinedResult(run)) ?? (await joinAll(s3, settings, run));
  // What is left is removed by the bucket's lifecycle rule: the data set is complete.
  await run
    .removeAllBut(JOINED)
    .catch((error: unknown) => console.log(`s3://${run.bucket}/${folder} was not removed: ${String(error)}`));
  return result;
}

function joinedResult(run: RunFolder): Promise<GenerateDatasetResult | undefined> {
  return run.readIfThere<GenerateDatasetResult>(JOINED);
}

async function joinAll(s3: S3Sender, settings: DatasetSettings, run: RunFolder): Promise<GenerateDatasetResult> {
  try {
    const result = await writeDataset(s3, settings, run);
    await run.put(JOINED, result);
    return result;
  } catch (error) {
    // An earlier call may have been under way still, and have removed what this one was reading.
    const result = await joinedResult(run).catch(() => undefined);
    if (result === undefined) throw error;
    return result;
  }
}

async function writeDataset(s3: S3Sender, settings: DatasetSettings, run: RunFolder): Promise<GenerateDatasetResult> {
  const { bucket } = settings;
  const ranges = await rangesOf(run);
  const prepared = await readPrepared(run);
  const join = (split: Split, key: string) => {
    const indexes = [...ranges.keys()].filter((index) => ranges[index]?.split === split);
    return joinObjects(
      s3,
      bucket,
      indexes.map((index) => run.place(lstName(index)).key),
      key,
    );
  };
  const { trainLst, testLst, result } = prepared;
  await allEnded([join('train', trainLst.key), join('test', testLst.key), writeRunFiles(s3, settings, prepared)]);
  await showAsNewest(s3, settings, prepared);
  return result;
}
