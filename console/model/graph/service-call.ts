/** Names of services as AWS writes them, by their names in a resource. */
const SERVICES: Readonly<Record<string, string>> = {
  lambda: 'Lambda',
  sagemaker: 'SageMaker',
  s3: 'S3',
  sns: 'SNS',
  sqs: 'SQS',
  states: 'Step Functions',
  sfn: 'Step Functions',
  dynamodb: 'DynamoDB',
  events: 'EventBridge',
  eventbridge: 'EventBridge',
  ecs: 'ECS',
  batch: 'Batch',
  glue: 'Glue',
  cloudwatch: 'CloudWatch',
  cloudwatchlogs: 'CloudWatch Logs',
  http: 'HTTP',
};

const INTEGRATION = /^arn:aws[a-z-]*:states:[^:]*:[^:]*:(?:aws-sdk:)?([a-z0-9]+):([A-Za-z0-9]+)/;
const FUNCTION = /^arn:aws[a-z-]*:lambda:[^:]*:[^:]*:function:([^:]+)/;
const ACTIVITY = /:activity:([^:]+)$/;

/** What a Task's Resource calls, such as `SageMaker CreateTrainingJob`. */
export function serviceCall(resource: string): string {
  const [, functionName] = FUNCTION.exec(resource) ?? [];
  if (functionName !== undefined) return `Lambda ${functionName}`;
  const [, activity] = ACTIVITY.exec(resource) ?? [];
  if (activity !== undefined) return `Activity ${activity}`;
  const [, service = '', operation = ''] = INTEGRATION.exec(resource) ?? [];
  if (service === '') return resource;
  return `${SERVICES[service] ?? service} ${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
}
