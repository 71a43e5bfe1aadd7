import type { RequestMarks } from '../../core/emulated-service.ts';

/** What X-Amz-Target begins with, by signing name, for requests that are not signed: of the services that are often put beside ours. */
const TARGET_PREFIXES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB_20120810',
  ecr: 'AmazonEC2ContainerRegistry_V20150921',
  ecs: 'AmazonEC2ContainerServiceV20141113',
  events: 'AWSEvents',
  firehose: 'Firehose_20150804',
  kinesis: 'Kinesis_20131202',
  kms: 'TrentService',
  logs: 'Logs_20140328',
  monitoring: 'GraniteServiceVersion20100801',
  sagemaker: 'SageMaker',
  secretsmanager: 'secretsmanager',
  sqs: 'AmazonSQS',
  ssm: 'AmazonSSM',
  states: 'AWSStepFunctions',
};
const PATH_PREFIXES: Readonly<Record<string, string>> = { lambda: '/2015-03-31/functions', s3: '/' };

/** How an unsigned request shows that it is for the service; nothing where only a signature does. */
export function requestMarks(signingName: string): RequestMarks {
  const targetPrefix = TARGET_PREFIXES[signingName];
  const pathPrefix = PATH_PREFIXES[signingName];
  return {
    ...(targetPrefix === undefined ? {} : { targetPrefix }),
    ...(pathPrefix === undefined ? {} : { pathPrefix }),
  };
}
