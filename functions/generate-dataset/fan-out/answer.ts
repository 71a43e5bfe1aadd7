import type { GenerateDatasetResult } from '../dataset-result.ts';
import type { DatasetSettings, GenerateDatasetEvent } from '../event.ts';
import { generateDataset } from '../generate-dataset.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type GoOn, keepingWords, tellFailure } from './failed-range.ts';
import { FanOutNeeded, type FanOutOptions, FanOutWatch } from './fan-out-watch.ts';
import { joinRanges } from './join-ranges.ts';
import { countsName, type ListedRange, listRange } from './list-range.ts';
import { numberRows } from './number-rows.ts';
import { type StartedFanOut, writePlan } from './plan.ts';
import { RunFolder } from './run-folder.ts';
import { lstName, type WrittenRange, writeRange } from './write-range.ts';

export type Answer =
  | GenerateDatasetResult
  | StartedFanOut
  | ListedRange
  | WrittenRange
  | GoOn
  | Awaited<ReturnType<typeof numberRows>>;

/** Does what the call asks for: the whole data set, or one step of a run that fans out. */
export function answer(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  options: Omit<FanOutOptions, 'when'>,
): Promise<Answer> {
  const { fanOut } = event;
  const run = ({ folder }: { readonly folder: string }) => new RunFolder(s3, settings.bucket, folder);
  switch (fanOut?.step) {
    case undefined:
      return generateDataset(s3, settings, event, options);
    case 'plan':
      return generateOrPlan(s3, settings, event, { ...options, when: fanOut.when });
    case 'list':
      return keepingWords(run(fanOut), { range: fanOut.range, doneBy: countsName(fanOut.range) }, () =>
        listRange(s3, settings, fanOut, { samplePerClass: event.look?.samplePerClass ?? 0, ...options }),
      );
    case 'number':
      return numberRows(s3, settings, event, fanOut.folder);
    case 'write':
      return keepingWords(run(fanOut), { range: fanOut.range, doneBy: lstName(fanOut.range) }, () =>
        writeRange(s3, settings, fanOut),
      );
    case 'join':
      return joinRanges(s3, settings, fanOut.folder);
    case 'tell':
      return tellFailure(run(fanOut), fanOut.redrives);
  }
}

async function generateOrPlan(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  options: FanOutOptions,
): Promise<GenerateDatasetResult | StartedFanOut> {
  const watch = new FanOutWatch(options);
  try {
    return await generateDataset(s3, settings, event, { watch, timeLeftMs: options.timeLeftMs });
  } catch (error) {
    if (!(error instanceof FanOutNeeded)) throw error;
    return await writePlan(s3, settings, event.executionName, {
      startedAt: watch.start.at,
      ranges: watch.ranges(),
    });
  } finally {
    watch.end();
  }
}
