import {
  DatasetEmptyError,
  type DatasetError,
  SingleClassError,
  UnknownTestClassError,
  UnusableKeyError,
} from '../errors.ts';
import type { ClassRule } from '../inputs/class-rule.ts';
import { ImageLabelsError } from '../inputs/labels-file-error.ts';
import type { Split } from '../report/split.ts';
import type { SplitScan } from '../split-scan.ts';
import { byUtf8 } from '../utf8-order.ts';
import type { DividedScan } from './divided-scan.ts';
import { SHOWN_KEYS } from './first-keys.ts';
import { GroupPatternError, SplitSideError } from './split-errors.ts';

/** Why folders `train/` and `test/` cannot be trained on. */
export function folderProblems(
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  { train, test }: Readonly<Record<Split, SplitScan>>,
): DatasetError[] {
  const [trainLocation, testLocation] = [`s3://${bucket}/${prefix}/train/`, `s3://${bucket}/${prefix}/test/`];
  const problems = unusableKeys(train, test);
  const labelsUri = train.rule.labelsFile?.uri;
  if (train.images === 0) problems.push(new DatasetEmptyError(trainLocation, train.skippedTotal, labelsUri));
  if (test.images === 0) problems.push(new DatasetEmptyError(testLocation, test.skippedTotal, labelsUri));
  problems.push(...tooFewClasses(trainLocation, train.images, train.imagesByClass().keys(), train.rule));
  const unknown = untrainedClasses(train, test);
  if (unknown.length > 0 && train.images > 0) problems.push(new UnknownTestClassError(unknown, trainLocation));
  return problems;
}

/** Why class folders that were divided cannot be. */
export function divisionProblems(
  { scans, grouped, ungrouped }: DividedScan,
  pattern: string | undefined,
  location: string,
): DatasetError[] {
  const { train, test } = scans;
  const problems = unusableKeys(train, test);
  const images = train.images + test.images;
  if (images === 0)
    return [...problems, new DatasetEmptyError(location, train.skippedTotal, train.rule.labelsFile?.uri)];
  if (grouped === 0 && pattern !== undefined) {
    return [...problems, new GroupPatternError(pattern, location, images, ungrouped.first.slice(0, 3))];
  }
  const classes = new Set([...train.imagesByClass().keys(), ...test.imagesByClass().keys()]);
  const tooFew = tooFewClasses(location, images, classes, train.rule);
  if (tooFew.length > 0) return [...problems, ...tooFew];
  const untrained = untrainedClasses(train, test);
  if (test.images === 0)
    problems.push(new SplitSideError(`all ${images} images are for training and none for validation`));
  else if (untrained.length > 0) problems.push(SplitSideError.ofClasses(untrained));
  return problems;
}

/** What is allowed and probably not meant. */
export function divisionWarnings({ grouped, ungrouped }: DividedScan, pattern: string | undefined): string[] {
  const { total, first } = ungrouped;
  if (pattern === undefined || grouped === 0 || total === 0) return [];
  const shown = first.slice(0, 3).map((key) => JSON.stringify(key));
  const [are, each] = total === 1 ? ['image is', 'it is'] : ['images are', 'each is'];
  return [
    `${total} ${are} of no group by groupPattern ${JSON.stringify(pattern)}, and ${each} divided by itself: ${shown.join(', ')}${total > 3 ? ', ...' : ''}`,
  ];
}

function tooFewClasses(
  location: string,
  images: number,
  names: Iterable<string>,
  { labelsFile }: ClassRule,
): readonly DatasetError[] {
  const [only, ...others] = names;
  if (images === 0 || others.length > 0) return [];
  if (only !== undefined) return [new SingleClassError(location, only, labelsFile?.uri)];
  return [new ImageLabelsError(labelsFile?.uri ?? '', `has no class for any image under ${location}`)];
}

function unusableKeys(train: SplitScan, test: SplitScan): DatasetError[] {
  const unusable = train.unusableTotal + test.unusableTotal;
  const first = [...train.firstUnusable, ...test.firstUnusable].slice(0, SHOWN_KEYS);
  return unusable > 0 ? [new UnusableKeyError(unusable, first)] : [];
}

function untrainedClasses(train: SplitScan, test: SplitScan): string[] {
  const trained = train.imagesByClass();
  return [...test.imagesByClass().keys()].filter((name) => !trained.has(name)).sort(byUtf8);
}
