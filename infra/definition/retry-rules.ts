/** A retrier of the States Language. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy?: 'FULL';
}

/** Lambda's throttling and faults of its own (Lambda Developer Guide, "Error handling" with Step Functions). */
export const LAMBDA_SERVICE_ERRORS: Retrier = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 6,
  JitterStrategy: 'FULL',
};

/** No quota left for the instance type: another job must end first, or somebody must raise the quota. About 8 hours in all. */
export const QUOTA_EXHAUSTED: Retrier = {
  ErrorEquals: ['SageMaker.ResourceLimitExceededException'],
  IntervalSeconds: 300,
  BackoffRate: 2,
  MaxDelaySeconds: 3600,
  MaxAttempts: 10,
};

/** SageMaker's throttling, but plain bad requests bear the same name: few attempts, so that these fail soon. */
export const SAGEMAKER_REFUSED: Retrier = {
  ErrorEquals: ['SageMaker.AmazonSageMakerException'],
  IntervalSeconds: 5,
  BackoffRate: 3,
  MaxDelaySeconds: 60,
  MaxAttempts: 3,
  JitterStrategy: 'FULL',
};
