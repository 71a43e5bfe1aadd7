import type { HistoryEvent } from '@aws-sdk/client-sfn';

export const PACKAGE_ARN = 'arn:aws:sagemaker:us-east-1:000000000000:model-package/retraining-dev/4';
export const CHAMPION_ARN = 'arn:aws:sagemaker:us-east-1:000000000000:model-package/retraining-dev/2';

/** What the evaluate function answers of 60 images of two classes, of which 2 were not predicted. */
export const ANSWER = {
  promoted: false,
  verdict: 'worse',
  approval: 'Rejected',
  reason: 'not promoted: worse: accuracy',
  reasons: ['the class "cat" got worse', 'worse: accuracy 72.4 % against 93.1 %'],
  accuracy: { value: 0.7241, low: 0.598, high: 0.8225, hits: 42, total: 58 },
  championAccuracy: { value: 0.931, low: 0.8358, high: 0.9729, hits: 54, total: 58 },
  difference: { low: -0.34, high: -0.07 },
  pValue: 0.0042,
  differ: { onlyModelRight: 2, onlyChampionRight: 14 },
  classes: [
    { name: 'cat', recall: 0.5, precision: 0.9375, images: 30 },
    { name: 'dog', recall: 0.9643, precision: 0.6429, images: 28 },
  ],
  moreClasses: 0,
  confusion: [
    [15, 15],
    [1, 27],
  ],
  classNames: ['cat', 'dog'],
  mostConfidentlyWrong: [
    { image: 'cat/007.jpg', actual: 'cat', predicted: 'dog', probability: 0.9931 },
    { image: 'dog/002.jpg', actual: 'dog', predicted: 'cat', probability: 0.8 },
  ],
  images: 60,
  missing: 2,
  evaluationUri: 's3://b/dataset/runs/r/evaluation/evaluation.json',
  pageUri: 's3://b/dataset/runs/r/evaluation/evaluation.html',
  metadata: { model: 'm', verdict: 'worse' },
};

/** The event of a state's end. */
export function exited(name: string, output: object): HistoryEvent {
  const stateExitedEventDetails = { name, output: JSON.stringify(output) };
  return { id: 1, timestamp: new Date(0), type: 'TaskStateExited', stateExitedEventDetails };
}
