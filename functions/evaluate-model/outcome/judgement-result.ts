import type { ClassMetrics, WrongImage } from '../classification-metrics.ts';
import { confusionMatrix } from '../confusion-counts.ts';
import { descriptionText, fewTexts } from './bounded-text.ts';
import type { EvaluatedModel } from './evaluation-document.ts';
import type { Approval, EvaluationOutcome } from './evaluation-outcome.ts';
import { packageMetadata } from './package-metadata.ts';
import { type Share, shareOf } from './share.ts';

/** What the state machine and its readers learn: of a bounded size, whatever the number of classes and images. */
export interface JudgementResult {
  readonly promoted: boolean;
  readonly verdict: EvaluationOutcome['judgement']['verdict'];
  readonly approval: Approval;
  /** For the package's description. */
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly accuracy: Share;
  /** Of both on the common images; absent where there is no champion to compare with. */
  readonly championAccuracy?: Share;
  readonly difference?: { readonly low: number; readonly high: number };
  readonly pValue?: number;
  readonly differ?: { readonly onlyModelRight: number; readonly onlyChampionRight: number };
  /** The worst recall first. */
  readonly classes: readonly ClassResult[];
  readonly moreClasses: number;
  /** Rows are the images' own classes; absent for many classes. */
  readonly confusion?: readonly (readonly number[])[];
  readonly classNames?: readonly string[];
  readonly mostConfidentlyWrong: readonly WrongImage[];
  readonly images: number;
  readonly missing: number;
  readonly evaluationUri: string;
  readonly pageUri: string;
  readonly metadata: Readonly<Record<string, string>>;
}

interface ClassResult {
  readonly name: string;
  /** Absent where there was no image to count. */
  readonly recall?: number;
  readonly precision?: number;
  readonly images: number;
}

const DESCRIPTION_CHARACTERS = 1024;
const REASON_CHARACTERS = 1000;
const SHOWN_REASONS = 20;
const SHOWN_CLASSES = 20;
const SHOWN_MATRIX = 12;
const SHOWN_IMAGES = 3;

export function judgementResult(
  evaluated: EvaluatedModel,
  uris: Pick<JudgementResult, 'evaluationUri' | 'pageUri'>,
): JudgementResult {
  const { chosen, models, outcome } = evaluated;
  const { metrics, judgement, approval, reasons } = outcome;
  const { promotes: promoted, verdict } = judgement;
  const text = `${promoted ? 'promoted' : 'not promoted'}: ${reasons.join('; ')}`;
  return {
    promoted,
    verdict,
    approval,
    reason: descriptionText(text, DESCRIPTION_CHARACTERS),
    reasons: fewTexts(reasons, SHOWN_REASONS, REASON_CHARACTERS),
    accuracy: shareOf(metrics.accuracy),
    ...comparisonMembers(judgement),
    classes: worstClasses(metrics.classes),
    moreClasses: Math.max(0, metrics.classes.length - SHOWN_CLASSES),
    ...matrixMembers(metrics),
    mostConfidentlyWrong: metrics.mostConfidentlyWrong.slice(0, SHOWN_IMAGES),
    images: chosen.images.length,
    missing: models.candidate.missing.length,
    ...uris,
    metadata: packageMetadata(evaluated, uris.evaluationUri),
  };
}

function comparisonMembers({ comparison }: EvaluationOutcome['judgement']): Partial<JudgementResult> {
  if (comparison === undefined) return {};
  const { champion, difference, test, onlyCandidateRight: onlyModelRight, onlyChampionRight } = comparison;
  return {
    championAccuracy: shareOf(champion),
    ...(difference === undefined ? {} : { difference }),
    pValue: test.pValue,
    differ: { onlyModelRight, onlyChampionRight },
  };
}

/** Classes without images come last: nothing is known of them. */
function byRecall(classes: readonly ClassMetrics[]): readonly ClassMetrics[] {
  return classes.toSorted((one, other) => (one.recall.value ?? 2) - (other.recall.value ?? 2));
}

function worstClasses(classes: readonly ClassMetrics[]): readonly ClassResult[] {
  return byRecall(classes)
    .slice(0, SHOWN_CLASSES)
    .map(({ name, recall, precision }) => ({
      name,
      ...(recall.value === undefined ? {} : { recall: recall.value }),
      ...(precision.value === undefined ? {} : { precision: precision.value }),
      images: recall.total,
    }));
}

function matrixMembers({
  classes,
  confusion,
}: EvaluationOutcome['metrics']): Pick<JudgementResult, 'confusion' | 'classNames'> {
  if (classes.length > SHOWN_MATRIX) return {};
  return { confusion: confusionMatrix(classes.length, confusion), classNames: classes.map(({ name }) => name) };
}
