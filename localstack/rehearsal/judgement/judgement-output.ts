import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { type Json, jsonRecord, list, number, record } from '../json-values.ts';
import type {
  CountedShare,
  Interval,
  JudgedClass,
  JudgedModel,
  RegisteredPackage,
  WrongImage,
} from './judged-model.ts';

const PACKAGE_ARN = /:model-package\/([^/]+)\/(\d+)$/;

/** What the last states of a run have found out about its model. */
export interface JudgementOutput {
  readonly judgement?: JudgedModel;
  readonly package?: RegisteredPackage;
}

/**
 * The verdict and the registered version, taken from the history: they are there as soon as their states have ended, also when a
 * later one fails, as one does that is to fail where a model is rejected.
 */
export function judgementOutput(history: readonly HistoryEvent[]): JudgementOutput {
  const outputs = history.flatMap(({ stateExitedEventDetails }) => stateExitedEventDetails?.output ?? []).reverse();
  // The text first: most states' outputs are long and have neither.
  const found = (member: string) =>
    jsonRecord(outputs.find((text) => text.includes(`"${member}"`) && member in jsonRecord(text)));
  const judged = found('judgement');
  const judgement = record(judged['judgement']);
  const answer = record(judgement['Payload'] ?? judgement);
  const registered = packageOf(record(found('package')['package'])['ModelPackageArn']);
  return {
    ...(typeof answer['promoted'] === 'boolean' ? { judgement: judgedModel(answer, championOf(judged)) } : {}),
    ...(registered === undefined ? {} : { package: registered }),
  };
}

function championOf(output: Json): string | undefined {
  const evaluation = record(output['evaluation']);
  const arn = record(evaluation['Payload'] ?? evaluation)['championArn'];
  return typeof arn === 'string' ? arn : undefined;
}

function packageOf(arn: unknown): RegisteredPackage | undefined {
  const [, group, version] = PACKAGE_ARN.exec(String(arn)) ?? [];
  return group === undefined ? undefined : { arn: String(arn), group, version: Number(version) };
}

function judgedModel(answer: Json, champion: string | undefined): JudgedModel {
  const { championAccuracy, difference, differ, pValue } = answer;
  const { onlyModelRight, onlyChampionRight } = record(differ);
  return {
    promoted: answer['promoted'] === true,
    verdict: String(answer['verdict']),
    approval: String(answer['approval']),
    reasons: list(answer['reasons']).map(String),
    accuracy: countedShare(answer['accuracy']),
    ...(championAccuracy === undefined ? {} : { championAccuracy: countedShare(championAccuracy) }),
    ...(difference === undefined ? {} : { difference: intervalOf(record(difference)) }),
    ...(pValue === undefined ? {} : { pValue: number(pValue) }),
    ...(differ === undefined
      ? {}
      : { differ: { onlyModelRight: number(onlyModelRight), onlyChampionRight: number(onlyChampionRight) } }),
    classes: list(answer['classes']).map(judgedClass),
    moreClasses: number(answer['moreClasses']),
    ...confusionOf(answer),
    mostConfidentlyWrong: list(answer['mostConfidentlyWrong']).map(wrongImage),
    images: number(answer['images']),
    missing: number(answer['missing']),
    evaluationUri: String(answer['evaluationUri'] ?? ''),
    pageUri: String(answer['pageUri'] ?? ''),
    ...(champion === undefined ? {} : { champion }),
  };
}

function countedShare(value: unknown): CountedShare {
  const share = record(value);
  const counts = { hits: number(share['hits']), total: number(share['total']) };
  return typeof share['value'] === 'number' ? { value: share['value'], ...intervalOf(share), ...counts } : counts;
}

function intervalOf({ low, high }: Json): Interval {
  return { low: number(low), high: number(high) };
}

function judgedClass(value: unknown): JudgedClass {
  const { name, recall, precision, images } = record(value);
  return {
    name: String(name),
    ...(typeof recall === 'number' ? { recall } : {}),
    ...(typeof precision === 'number' ? { precision } : {}),
    images: number(images),
  };
}

function confusionOf({ confusion, classNames }: Json): Pick<JudgedModel, 'confusion'> {
  if (confusion === undefined || classNames === undefined) return {};
  const counts = list(confusion).map((row) => list(row).map(number));
  return { confusion: { classNames: list(classNames).map(String), counts } };
}

function wrongImage(value: unknown): WrongImage {
  const { image, actual, predicted, probability } = record(value);
  return {
    image: String(image),
    actual: String(actual),
    predicted: String(predicted),
    probability: number(probability),
  };
}
