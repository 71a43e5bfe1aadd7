import type { LiveJob } from '../aws/followed-job.ts';
import type { DatasetReport } from '../model/dataset/reported-dataset.ts';
import type { Execution } from '../model/execution.ts';
import type { ExecutionStory } from '../model/history/execution-story.ts';
import type { Members } from '../model/members.ts';

/** A small picture of one image. */
export interface Thumbnail {
  readonly path: string;
  /** A `data:` address. */
  readonly source: string;
}

/** Small pictures of a class. */
export interface ClassPictures {
  readonly name: string;
  readonly pictures: readonly Thumbnail[];
}

/** All that a report shows of a run. */
export interface ReportData {
  readonly execution: Execution;
  readonly story: ExecutionStory;
  readonly definition: string;
  /** Of the training job, if the run asked for one that is there. */
  readonly job?: LiveJob;
  readonly dataset?: DatasetReport;
  readonly pictures: readonly ClassPictures[];
  readonly outputs: Members;
  /** What was denied, in AWS's words, whatever came of it. */
  readonly denials: readonly string[];
  /** What it was made with, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly writtenMs: number;
}
