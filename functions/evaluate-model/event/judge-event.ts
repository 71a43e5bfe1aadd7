import { recordOf } from '../../generate-dataset/storage/json-shapes.ts';
import type { GateSettings } from '../comparison/judgement.ts';
import { MOST_REDRIVES } from './choose-event.ts';
import { failureText } from './job-failure.ts';
import type { PayloadMembers } from './payload-members.ts';

/** Payload by which the state machine has a model judged whose predictions are there. */
export interface JudgeEvent {
  readonly action: 'judge';
  readonly executionName: string;
  readonly gate: ModelGate;
  readonly autoApprove: boolean;
  /** Whether the execution was redriven after the images were predicted. */
  readonly isRedriven: boolean;
  /** Why a transform job failed; absent where it did not. */
  readonly modelFailure?: string;
  readonly championFailure?: string;
  readonly model: TrainedModel;
}

export interface ModelGate extends GateSettings {
  /** Of the images, how many may have no prediction. */
  readonly maximumMissingShare: number;
}

/** What is judged, and what it was made of. */
export interface TrainedModel {
  readonly name: string;
  readonly arn: string;
  readonly trainingJob: string;
  readonly artifact: string;
  readonly datasetHash: string;
  readonly requestHash: string;
  readonly trainLst: string;
  readonly validationLst: string;
  readonly gitCommit?: string;
}

export function judgeEvent(payload: PayloadMembers): JudgeEvent {
  const evaluation = payload.within('evaluation');
  const modelFailure = failureText(evaluation.value('modelFailure'));
  const championFailure = failureText(evaluation.value('championFailure'));
  return {
    action: 'judge',
    executionName: payload.text('executionName'),
    gate: modelGate(payload.within('gate')),
    autoApprove: payload.flag('autoApprove'),
    isRedriven: redrives(payload) > redrives(evaluation),
    ...(modelFailure === undefined ? {} : { modelFailure }),
    ...(championFailure === undefined ? {} : { championFailure }),
    model: trainedModel(payload),
  };
}

function redrives(payload: PayloadMembers): number {
  return payload.number('redrives', 0, MOST_REDRIVES);
}

function trainedModel(payload: PayloadMembers): TrainedModel {
  const model = payload.within('model');
  const gitCommit = payload.optionalText('gitCommit');
  return {
    name: model.text('ModelName'),
    arn: model.text('ModelArn'),
    trainingJob: payload.text('trainingJobName'),
    artifact: payload.text('artifact'),
    datasetHash: payload.text('datasetHash'),
    requestHash: payload.text('requestHash'),
    trainLst: payload.text('trainLstUri'),
    validationLst: payload.text('validationLstUri'),
    ...(gitCommit === undefined ? {} : { gitCommit }),
  };
}

function modelGate(gate: PayloadMembers): ModelGate {
  const minimumAccuracy = gate.has('minimumAccuracy') ? gate.number('minimumAccuracy', 0, 1) : undefined;
  const confidence = gate.number('confidence', 0.5, 0.9999);
  return {
    ...(minimumAccuracy === undefined ? {} : { minimumAccuracy }),
    minimumRecall: recallFloors(gate),
    guardedClasses: guardedClasses(gate),
    margin: gate.number('margin', 0, 1),
    confidence,
    maximumMissingShare: gate.number('maximumMissingShare', 0, 1),
  };
}

function recallFloors(gate: PayloadMembers): Readonly<Record<string, number>> {
  const floors = gate.within('minimumRecall');
  const names = Object.keys(recordOf(gate.value('minimumRecall')) ?? {});
  return Object.fromEntries(names.map((name) => [name, floors.number(name, 0, 1)]));
}

function guardedClasses(gate: PayloadMembers): readonly string[] {
  const names = gate.value('guardedClasses') ?? [];
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  gate.wrong('guardedClasses', 'a list of class names');
  return [];
}
