/** How a model was judged, beside the champion where there is one. Shares are from 0 to 1. */
export interface JudgedModel {
  readonly promoted: boolean;
  /** `better`, `not worse`, `worse`, `cannot tell` or `no champion`. */
  readonly verdict: string;
  /** Of the package at its registration: Approved, PendingManualApproval or Rejected. */
  readonly approval: string;
  /** In words: what speaks against it, and what was compared. */
  readonly reasons: readonly string[];
  readonly accuracy: CountedShare;
  /** Of the champion, on the images whose classes both know. */
  readonly championAccuracy?: CountedShare;
  /** Interval of the model's accuracy less the champion's. */
  readonly difference?: Interval;
  readonly pValue?: number;
  /** Images that one of the two alone has right. */
  readonly differ?: { readonly onlyModelRight: number; readonly onlyChampionRight: number };
  /** At most 20, the lowest recall first. */
  readonly classes: readonly JudgedClass[];
  readonly moreClasses: number;
  /** Of few classes: counts of images by their own class (rows) and the predicted one (columns). */
  readonly confusion?: { readonly classNames: readonly string[]; readonly counts: readonly (readonly number[])[] };
  /** The first three, the worst first. */
  readonly mostConfidentlyWrong: readonly WrongImage[];
  /** Images that were to be predicted, and those of them without a prediction. */
  readonly images: number;
  readonly missing: number;
  /** `s3://` addresses of the whole evaluation and of its page of pictures. */
  readonly evaluationUri: string;
  readonly pageUri: string;
  /** ARN of the champion's package. */
  readonly champion?: string;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Hits of a total; without value and interval where there was nothing to count. */
export interface CountedShare extends Partial<Interval> {
  readonly value?: number;
  readonly hits: number;
  readonly total: number;
}

export interface JudgedClass {
  readonly name: string;
  /** Absent where there was no image to count. */
  readonly recall?: number;
  readonly precision?: number;
  readonly images: number;
}

export interface WrongImage {
  /** As the `.lst` file names it. */
  readonly image: string;
  readonly actual: string;
  readonly predicted: string;
  readonly probability: number;
}

/** The version as which the model was registered. */
export interface RegisteredPackage {
  readonly arn: string;
  readonly group: string;
  readonly version: number;
}
