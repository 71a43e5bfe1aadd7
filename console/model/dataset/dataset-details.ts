import { listIn, type Members, membersIn, numberIn, textIn } from '../members.ts';
import { type S3Place, s3PlaceOf } from '../s3-place.ts';

export const SPLITS = ['train', 'test'] as const;
/** By the report's words. */
export type SplitName = (typeof SPLITS)[number];

export const SPLIT_WORDS: Readonly<Record<SplitName, string>> = { train: 'Train', test: 'Validation' };

export interface LstFacts {
  readonly place: S3Place;
  readonly rows: number;
}

export interface SkippedGroup {
  readonly reason: string;
  readonly count: number;
  /** Some of them. */
  readonly keys: readonly string[];
}

export interface RepeatedPictures {
  readonly where: string;
  readonly pictures: number;
  readonly images: number;
  /** Keys of the images of some of these pictures. */
  readonly examples: readonly (readonly string[])[];
}

/** What a report says beside its counts. */
export interface DatasetDetails {
  readonly executionName: string;
  readonly place: S3Place;
  readonly contentHash: string;
  readonly lst: Readonly<Record<SplitName, LstFacts | undefined>>;
  readonly skipped: readonly SkippedGroup[];
  readonly repeated: readonly RepeatedPictures[];
  /** Address of the file that gives images their classes; absent where folders do. */
  readonly labelsFile?: string;
}

export function datasetDetailsIn(report: Members): DatasetDetails {
  const labelsFile = textIn(membersIn(report, 'labelsFile'), 'uri');
  return {
    executionName: textIn(report, 'executionName') ?? '',
    place: { bucket: textIn(report, 'bucket') ?? '', key: textIn(report, 'prefix') ?? '' },
    contentHash: textIn(report, 'contentHash') ?? '',
    lst: { train: lstIn(report, 'train'), test: lstIn(report, 'test') },
    skipped: skippedIn(report),
    repeated: repeatedIn(membersIn(report, 'duplicates')),
    ...(labelsFile === undefined ? {} : { labelsFile }),
  };
}

function splitIn(report: Members, split: SplitName): Members {
  return membersIn(membersIn(report, 'splits'), split);
}

function lstIn(report: Members, split: SplitName): LstFacts | undefined {
  const lst = membersIn(splitIn(report, split), 'lst');
  const place = s3PlaceOf(textIn(lst, 'uri') ?? '');
  return place && { place, rows: numberIn(lst, 'rows') ?? 0 };
}

/** By reason over both splits, the most frequent first. */
function skippedIn(report: Members): readonly SkippedGroup[] {
  const groups = new Map<string, { count: number; keys: string[] }>();
  for (const split of SPLITS) {
    const skipped = membersIn(splitIn(report, split), 'skipped');
    for (const [reason, count] of Object.entries(membersIn(skipped, 'byReason'))) {
      const { count: before, keys } = groups.get(reason) ?? { count: 0, keys: [] };
      groups.set(reason, { count: before + Number(count), keys });
    }
    for (const entry of listIn(skipped, 'first')) {
      groups.get(textIn(entry, 'reason') ?? '')?.keys.push(textIn(entry, 'key') ?? '');
    }
  }
  return [...groups].map(([reason, group]) => ({ reason, ...group })).sort((one, other) => other.count - one.count);
}

/** What harms most comes first. */
const WHERE = [
  ['acrossSplits', 'in train and in validation: what is judged was learned by heart'],
  ['acrossClasses', 'in several classes: one of the labels is wrong'],
  ['withinSplits', 'more than once in a split: counted twice'],
] as const;

function repeatedIn(duplicates: Members): readonly RepeatedPictures[] {
  return WHERE.map(([name, where]) => {
    const found = membersIn(duplicates, name);
    return {
      where,
      pictures: numberIn(found, 'pictures') ?? 0,
      images: numberIn(found, 'images') ?? 0,
      examples: listOf(found['first']).map((keys) => listOf(keys).filter((key) => typeof key === 'string')),
    };
  }).filter(({ pictures }) => pictures > 0);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
