import { fromTo } from './config-rules.ts';
import { classListRule, commitRule } from './evaluation-rules.ts';
import { evaluationInstanceRule } from './instance-types.ts';
import {
  boolean,
  choice,
  fraction,
  integer,
  object,
  optionalAmount,
  optionalFraction,
  optionalText,
  text,
  texts,
} from './setting.ts';
import { classShares } from './setting-objects.ts';

/** Reading the predictions of more takes longer than a function has. */
const MAX_EVALUATED_IMAGES = 100_000;
const MAX_EVALUATION_SECONDS = 24 * 60 * 60;

/** What becomes of a model after it was trained. */
export const LIFECYCLE_SETTINGS = {
  lifecycle: choice(['save', 'register'], {
    default: 'save',
    description:
      'What becomes of a trained model: it is saved (save), or also judged on the validation images beside the newest approved one and registered with the evidence (register)',
  }),
  evaluationInstanceType: text(evaluationInstanceRule, {
    default: 'ml.g4dn.xlarge',
    description:
      'With lifecycle register, instance type of the batch transform jobs that predict the validation images',
  }),
  evaluationPricePerHour: optionalAmount({
    description:
      "USD an hour of the evaluation's instance, where the program's own table does not know it. Empty means by the table",
  }),
  evaluationSampleSize: integer(fromTo(2, MAX_EVALUATED_IMAGES), {
    default: 2000,
    description:
      'Validation images by which a model is judged, of each class its share; all of them where there are no more',
  }),
  evaluationMaxSeconds: integer(fromTo(300, MAX_EVALUATION_SECONDS), {
    default: 3600,
    description: 'A batch transform job that takes longer fails the execution',
  }),
  accuracyMargin: fraction({
    default: 0.02,
    description: 'How much lower the accuracy may be than that of the newest approved model and still be not worse',
  }),
  minimumAccuracy: optionalFraction({
    description: 'A model below this accuracy is rejected. Empty means any',
  }),
  minimumRecall: object(classShares, {
    default: {},
    description:
      'By class, the share of its images that a model must find, such as {"cat": "0.9"}; below it, it is rejected',
  }),
  guardedClasses: texts(classListRule, {
    default: [],
    description: 'Classes whose images a model must not predict worse than the newest approved one',
  }),
  maximumMissingShare: fraction({
    default: 0.01,
    description:
      'Share of the images that may stay without a prediction, such as corrupt ones; above it the execution fails',
  }),
  autoApprove: boolean({
    default: false,
    description: 'Approve a model that passes by itself; otherwise somebody approves it',
  }),
  failWhenRejected: boolean({
    default: false,
    description: 'End the execution as failed where the model is rejected',
  }),
  gitCommit: optionalText(commitRule, {
    description: 'Commit of this program, which is written into the registered model. Empty means none',
  }),
} as const;
