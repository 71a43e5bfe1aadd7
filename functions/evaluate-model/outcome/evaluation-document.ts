import type { ChosenImages } from '../choice/chosen-images.ts';
import type { ClassificationMetrics, WrongImage } from '../classification-metrics.ts';
import type { JudgeEvent, ModelGate, TrainedModel } from '../event/judge-event.ts';
import type { PredictedModels } from '../outputs/predicted-models.ts';
import type { MissingImage } from '../outputs/read-predictions.ts';
import type { DifferingImage } from './differing-images.ts';
import type { Approval, EvaluationOutcome } from './evaluation-outcome.ts';
import { type MulticlassMetrics, multiclassMetrics } from './model-quality.ts';
import { type Share, shareOf } from './share.ts';

const DOCUMENT_VERSION = 1;
const SHOWN_MISSING = 20;
const SHOWN_DIFFERING = 100;

/** `evaluation.json`; docs/lifecycle.md describes it. */
export interface EvaluationDocument {
  readonly version: typeof DOCUMENT_VERSION;
  readonly dataset: { readonly item_count: number; readonly evaluation_time: string };
  readonly multiclass_classification_metrics: MulticlassMetrics;
  readonly execution: string;
  readonly model: TrainedModel;
  readonly promoted: boolean;
  readonly verdict: EvaluationOutcome['judgement']['verdict'];
  readonly approval: Approval;
  readonly reasons: readonly string[];
  readonly gate: ModelGate;
  /** In the order of their labels. */
  readonly classes: readonly string[];
  readonly images: ImageCounts;
  readonly accuracy: Share;
  readonly topK: { readonly k: number } & Share;
  readonly calibrationError: number;
  readonly perClass: readonly ClassShares[];
  readonly mostConfidentlyWrong: readonly WrongImage[];
  readonly champion?: ChampionDocument;
  readonly comparison?: ComparisonDocument;
}

interface ImageCounts {
  /** Rows of the validation file. */
  readonly of: number;
  readonly chosen: number;
  readonly predicted: number;
  readonly missing: { readonly total: number; readonly first: readonly MissingImage[] };
}

interface ClassShares {
  readonly name: string;
  readonly recall: Share;
  readonly precision: Share;
}

interface ChampionDocument {
  readonly arn: string;
  readonly model?: string;
  /** Why it cannot be compared with; what follows is then absent. */
  readonly problem?: string;
  readonly classes?: readonly string[];
  readonly missing?: number;
  readonly accuracy?: Share;
  readonly confusion_matrix?: MulticlassMetrics['confusion_matrix'];
  readonly perClass?: readonly ClassShares[];
}

/** On the images of the classes that both know. */
interface ComparisonDocument {
  readonly model: Share;
  readonly champion: Share;
  readonly onlyModelRight: number;
  readonly onlyChampionRight: number;
  readonly method: 'exact' | 'chi-square';
  readonly pValue: number;
  readonly difference?: { readonly low: number; readonly high: number };
  /** Images that only one of them has right: the first 100. */
  readonly differing: readonly DifferingImage[];
}

export interface EvaluatedModel {
  readonly event: JudgeEvent;
  readonly chosen: ChosenImages;
  readonly models: PredictedModels;
  readonly outcome: EvaluationOutcome;
}

export function evaluationDocument({ event, chosen, models, outcome }: EvaluatedModel, now: Date): EvaluationDocument {
  const { metrics, judgement, approval, reasons } = outcome;
  const champion = championDocument(models.champion, outcome.championMetrics);
  const comparison = comparisonDocument(outcome);
  return {
    version: DOCUMENT_VERSION,
    dataset: { item_count: models.candidate.predictions.length, evaluation_time: now.toISOString() },
    multiclass_classification_metrics: multiclassMetrics(metrics),
    execution: event.executionName,
    model: event.model,
    promoted: judgement.promotes,
    verdict: judgement.verdict,
    approval,
    reasons,
    gate: event.gate,
    classes: chosen.classes,
    images: imageCounts(chosen, models),
    accuracy: shareOf(metrics.accuracy),
    topK: { k: metrics.topK.k, ...shareOf(metrics.topK.accuracy) },
    calibrationError: metrics.calibrationError,
    perClass: classShares(metrics),
    mostConfidentlyWrong: metrics.mostConfidentlyWrong,
    ...(champion === undefined ? {} : { champion }),
    ...(comparison === undefined ? {} : { comparison }),
  };
}

function imageCounts({ images, of }: ChosenImages, { candidate }: PredictedModels): ImageCounts {
  const missing = { total: candidate.missing.length, first: candidate.missing.slice(0, SHOWN_MISSING) };
  return { of, chosen: images.length, predicted: candidate.predictions.length, missing };
}

function classShares({ classes }: ClassificationMetrics): readonly ClassShares[] {
  return classes.map(({ name, recall, precision }) => ({
    name,
    recall: shareOf(recall),
    precision: shareOf(precision),
  }));
}

function championDocument(
  champion: PredictedModels['champion'],
  metrics: ClassificationMetrics | undefined,
): ChampionDocument | undefined {
  if (champion === undefined) return undefined;
  const { arn, model } = champion;
  const named = { arn, ...(model === undefined ? {} : { model }) };
  if ('problem' in champion || metrics === undefined)
    return { ...named, ...('problem' in champion ? { problem: champion.problem } : {}) };
  return {
    ...named,
    classes: champion.predicted.classes,
    missing: champion.predicted.missing.length,
    accuracy: shareOf(metrics.accuracy),
    confusion_matrix: multiclassMetrics(metrics).confusion_matrix,
    perClass: classShares(metrics),
  };
}

function comparisonDocument({ judgement, differing }: EvaluationOutcome): ComparisonDocument | undefined {
  const { comparison } = judgement;
  if (comparison === undefined) return undefined;
  const { candidate, champion, onlyCandidateRight, onlyChampionRight, test, difference } = comparison;
  return {
    model: shareOf(candidate),
    champion: shareOf(champion),
    onlyModelRight: onlyCandidateRight,
    onlyChampionRight,
    method: test.method,
    pValue: test.pValue,
    ...(difference === undefined ? {} : { difference }),
    differing: differing.slice(0, SHOWN_DIFFERING),
  };
}
