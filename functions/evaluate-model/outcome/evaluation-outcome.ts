import type { ChosenImages } from '../choice/chosen-images.ts';
import { type ClassificationMetrics, classificationMetrics, METRIC_SETTINGS } from '../classification-metrics.ts';
import { type Judgement, judge } from '../comparison/judgement.ts';
import type { JudgeEvent } from '../event/judge-event.ts';
import { missingList, type PredictedModels } from '../outputs/predicted-models.ts';
import { type DifferingImage, differingImages } from './differing-images.ts';

/** What a model's approval is when it is registered. */
export type Approval = 'Approved' | 'PendingManualApproval' | 'Rejected';

/** All that was found out about a model. */
export interface EvaluationOutcome {
  readonly metrics: ClassificationMetrics;
  /** Of the champion on the images whose classes it knows; undefined where it cannot be compared with. */
  readonly championMetrics: ClassificationMetrics | undefined;
  readonly judgement: Judgement;
  readonly approval: Approval;
  /** Those of the judgement, and what else is to be known of the images. */
  readonly reasons: readonly string[];
  readonly differing: readonly DifferingImage[];
}

export function evaluationOutcome(
  { gate, autoApprove }: JudgeEvent,
  { warnings }: ChosenImages,
  { candidate, champion }: PredictedModels,
): EvaluationOutcome {
  const settings = { ...METRIC_SETTINGS, confidence: gate.confidence };
  const predicted = champion !== undefined && 'predicted' in champion ? champion.predicted : undefined;
  const judgement = judge(candidate, predicted ?? unknownChampion(champion), gate);
  const [lacks, were] = candidate.missing.length === 1 ? ['image has', 'was'] : ['images have', 'were'];
  const left = `${candidate.missing.length} ${lacks} no usable prediction and ${were} left out: ${missingList(candidate.missing)}`;
  return {
    metrics: classificationMetrics(candidate, settings),
    championMetrics: predicted === undefined ? undefined : classificationMetrics(predicted, settings),
    judgement,
    approval: approvalOf(judgement, autoApprove),
    reasons: [...judgement.reasons, ...(candidate.missing.length === 0 ? [] : [left]), ...warnings],
    differing: predicted === undefined ? [] : differingImages(candidate, predicted),
  };
}

function unknownChampion(champion: PredictedModels['champion']): { readonly problem: string } | undefined {
  return champion !== undefined && 'problem' in champion ? { problem: champion.problem } : undefined;
}

function approvalOf({ promotes }: Judgement, autoApprove: boolean): Approval {
  if (!promotes) return 'Rejected';
  return autoApprove ? 'Approved' : 'PendingManualApproval';
}
