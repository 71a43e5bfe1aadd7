import { CLOUDWATCH } from './cloudwatch.ts';
import type { ConformedApi } from './conformed-api.ts';
import { EVENTS } from './events.ts';
import { IAM, STS } from './iam.ts';
import { LAMBDA } from './lambda.ts';
import { LOGS } from './logs.ts';
import { SAGEMAKER } from './sagemaker.ts';
import { SNS } from './sns.ts';
import { STEP_FUNCTIONS } from './step-functions.ts';

/** Every service that is validated by its API model. */
export const CONFORMED_APIS: readonly ConformedApi[] = [
  SAGEMAKER,
  STEP_FUNCTIONS,
  LOGS,
  IAM,
  STS,
  CLOUDWATCH,
  EVENTS,
  SNS,
  LAMBDA,
];
