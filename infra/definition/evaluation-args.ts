import type { Settings } from '../config/settings.ts';
import type { TrainingRequestArgs } from './training-request.ts';

type EvaluationSettings = Pick<
  Settings,
  | 'evaluationInstanceType'
  | 'evaluationSampleSize'
  | 'evaluationMaxSeconds'
  | 'accuracyMargin'
  | 'minimumAccuracy'
  | 'minimumRecall'
  | 'guardedClasses'
  | 'maximumMissingShare'
  | 'autoApprove'
  | 'failWhenRejected'
  | 'gitCommit'
>;

/** What judges and registers a model; undefined in a workflow that only saves it. */
export interface Registry {
  readonly evaluateFunctionArn: string;
  readonly modelPackageGroupName: string;
}

export interface EvaluationArgs extends TrainingRequestArgs, EvaluationSettings {}

export interface EvaluationStatesArgs {
  readonly args: EvaluationArgs;
  readonly registry: Registry;
  /** ARN by which a state names a service's task. */
  readonly task: (name: string) => string;
  /** The function's own timeout is shorter. */
  readonly functionSeconds: number;
}
