import type { GenerateDatasetResult } from './dataset-result.ts';
import type { DatasetSettings, GenerateDatasetEvent } from './event.ts';
import type { FanOutWatch } from './fan-out/fan-out-watch.ts';
import { LabelsFile } from './inputs/labels-file.ts';
import { labelsFileWarnings } from './inputs/labels-file-warnings.ts';
import { labelColumns } from './inputs/row-label.ts';
import { ageWarnings, openSource } from './key-source/open-source.ts';
import type { WrittenKeys } from './key-source/written-keys.ts';
import type { S3Sender } from './listing/fetch-page.ts';
import { ListingStart } from './listing/listing-start.ts';
import { timeLimit } from './listing/time-limit.ts';
import { lstText } from './lst-format.ts';
import { type PreparedObject, prepareText } from './lst-upload.ts';
import { labelsOf, prepareDataset, showAsNewest, writeRunFiles } from './prepared-dataset.ts';
import { EarlierRun } from './report/earlier-run.ts';
import type { Split } from './report/split.ts';
import { EarlyRows } from './split/early-rows.ts';
import { listSplits } from './split/list-splits.ts';
import { SplitLister } from './split/split-lister.ts';
import { allEnded } from './storage/all-ended.ts';
import { runKeys } from './storage/dataset-keys.ts';
import { withTemporaryFolder } from './storage/temporary-folder.ts';

/** What may end a call before its work is done. */
export interface GenerateLimits {
  readonly watch?: FanOutWatch;
  /** Undefined: there is no limit. */
  readonly timeLeftMs?: number | undefined;
}

/**
 * Lists both splits, then writes their `.lst` files and the report. Nothing is written unless both files can be. `watch` may
 * end the listing, and so does the end of the time that is left.
 * @throws {DatasetError} whose name says what is wrong with the data
 */
export async function generateDataset(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  { watch, timeLeftMs }: GenerateLimits = {},
): Promise<GenerateDatasetResult> {
  const { keySource, split, look } = event;
  const limit = timeLimit(timeLeftMs);
  const source = keySource === undefined ? undefined : await openSource(s3, settings, keySource, split);
  return withTemporaryFolder(async (folder) => {
    const labelled = await labelsFileOf(s3, settings, event);
    const start = watch?.start ?? new ListingStart();
    const earlier = new EarlierRun(s3, settings);
    const early = knowsFolders(event) ? earlyRows(s3, settings, event, earlier) : undefined;
    const place = { s3, bucket: settings.bucket, folder, watch, start, source, limit, early };
    const splits = new SplitLister(place, look?.samplePerClass ?? 0, labelled?.rules);
    try {
      return await generate(s3, settings, event, { splits, labelled, watch, source, earlier, early });
    } finally {
      // Rows that are being sent are read from what the splits have put aside.
      await allEnded([early?.close(), earlier.close()]);
      await splits.close();
    }
  });
}

interface Listing {
  readonly splits: SplitLister;
  readonly labelled: LabelsFile | undefined;
  readonly watch: FanOutWatch | undefined;
  readonly source: WrittenKeys | undefined;
  readonly earlier: EarlierRun;
  readonly early: EarlyRows | undefined;
}

async function generate(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  { splits, labelled, watch, source, earlier, early }: Listing,
): Promise<GenerateDatasetResult> {
  const { bucket } = settings;
  const listed = await listSplits(s3, settings, event.split, splits);
  watch?.listed();
  const rows = (split: Split) => listed[split].paths.batches();
  const scans = { train: listed.train.scan, test: listed.test.scan };
  const problems = [...listed.problems, ...((await labelled?.missingImages()) ?? [])];
  const fileWarnings = labelled === undefined ? [] : labelsFileWarnings(labelled, Object.values(scans));
  const warnings = [...listed.warnings, ...fileWarnings, ...ageWarnings(source, event.keySource, Date.now())];
  const scanned = { ...scans, rows, problems, warnings, earlier: earlier.recent(), source: source?.facts };
  const prepared = await prepareDataset(s3, settings, event, scanned);
  const { trainLst, testLst, labels } = prepared;
  const lst = (split: Split) => lstText(rows(split), labelColumns(scans[split].rule, labels));
  const sent = await early?.take(labels);
  const work = sent?.map((one) => Promise.resolve(one)) ?? [
    prepareText(s3, bucket, trainLst.key, lst('train')),
    prepareText(s3, bucket, testLst.key, lst('test')),
  ];
  await writeRun(work, () => writeRunFiles(s3, settings, prepared));
  await showAsNewest(s3, settings, prepared);
  return prepared.result;
}

/** A list that was asked to begin with has its keys in no order, and where a file has the labels folders say nothing. */
function knowsFolders({ keySource, split, labelsFile, fanOut }: GenerateDatasetEvent): boolean {
  const goesOn = fanOut?.step !== 'plan' || fanOut.when !== 'always';
  return keySource === undefined && split === undefined && labelsFile === undefined && goesOn;
}

function earlyRows(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  earlier: EarlierRun,
): EarlyRows {
  const { trainLst, testLst } = runKeys(settings.prefix, event.executionName);
  return new EarlyRows(
    (split, text) => prepareText(s3, settings.bucket, split === 'train' ? trainLst : testLst, text),
    async (classNames) => {
      const { labels, problems } = labelsOf(settings, event, new Set(classNames), await earlier.kept);
      return problems.length === 0 ? labels : undefined;
    },
  );
}

async function labelsFileOf(
  s3: S3Sender,
  settings: DatasetSettings,
  { labelsFile: file, split, classOrder }: GenerateDatasetEvent,
): Promise<LabelsFile | undefined> {
  return file === undefined ? undefined : LabelsFile.read(s3, settings, { file, split, classOrder });
}

/** Shows both files when both are in S3's hands, and what is written beside them. */
async function writeRun(work: readonly Promise<PreparedObject>[], writeOthers: () => Promise<void>): Promise<void> {
  const settled = await Promise.allSettled(work);
  try {
    const prepared = await Promise.all(work);
    await allEnded([...prepared.map((one) => one.commit()), writeOthers()]);
  } catch (error) {
    await Promise.all(settled.map((one) => (one.status === 'fulfilled' ? one.value.abort() : undefined)));
    throw error;
  }
}
