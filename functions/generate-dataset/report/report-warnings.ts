import { DatasetError } from '../errors.ts';
import type { Balance } from './dataset-report.ts';
import type { Duplicates, RepeatedPictures } from './duplicates.ts';
import type { ReportRules } from './report-rules.ts';

/** One picture is in train and in test, or in several classes, and the configuration calls that an error. */
export class DuplicateImagesError extends DatasetError {
  constructor(text: string) {
    super('DuplicateImagesError', text);
  }
}

const SHOWN_PICTURES = 3;
const SHOWN_KEYS = 3;

interface Judged {
  readonly problems: readonly DatasetError[];
  readonly warnings: readonly string[];
}

/** What is odd about the images, as the rules have it. */
export function judgeImages(duplicates: Duplicates, balance: Balance, rules: ReportRules): Judged {
  const across = [
    {
      found: duplicates.acrossSplits,
      severity: rules.duplicatesAcrossSplits,
      where: 'both in train and in test, so that the accuracy will look better than it is',
    },
    {
      found: duplicates.acrossClasses,
      severity: rules.duplicatesAcrossClasses,
      where: 'in more than one class, of which all but one are wrong',
    },
  ]
    .filter(({ found }) => found.pictures > 0)
    .map(({ found, severity, where }) => ({ severity, text: `${subject(found)} ${where}: ${examples(found)}` }));
  const texts = (wanted: string) => across.filter(({ severity }) => severity === wanted).map(({ text }) => text);
  return {
    problems: texts('error').map((text) => new DuplicateImagesError(text)),
    warnings: [...texts('warning'), ...copies(duplicates.withinSplits), ...imbalance(balance, rules)],
  };
}

function subject({ pictures }: RepeatedPictures): string {
  return pictures === 1 ? '1 picture is' : `${pictures} pictures are`;
}

function copies(found: RepeatedPictures): string[] {
  if (found.pictures === 0) return [];
  return [`${subject(found)} more than once in the same split (${found.images} images): ${examples(found)}`];
}

function examples({ pictures, first }: RepeatedPictures): string {
  const shown = first.slice(0, SHOWN_PICTURES);
  const texts = shown.map((keys) => {
    const more = keys.length > SHOWN_KEYS ? ', …' : '';
    return `${keys
      .slice(0, SHOWN_KEYS)
      .map((key) => JSON.stringify(key))
      .join(' = ')}${more}`;
  });
  const others = pictures - shown.length;
  return `${texts.join('; ')}${others > 0 ? `; and ${others} more` : ''}`;
}

function imbalance({ largest, smallest, ratio }: Balance, { maximumClassRatio }: ReportRules): string[] {
  if (ratio <= maximumClassRatio) return [];
  const [large, small] = [JSON.stringify(largest.name), JSON.stringify(smallest.name)];
  return [
    `the classes are uneven: ${large} has ${largest.images} training images and ${small} ${smallest.images}, which is ${ratio} to 1, and more than ${maximumClassRatio} to 1 is reported (maximumClassRatio)`,
  ];
}
