const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest';
const SAGEMAKER = 'https://docs.aws.amazon.com/sagemaker/latest';
const STEP_FUNCTIONS = 'https://docs.aws.amazon.com/step-functions/latest/dg';

/** Pages that rules cite by title, and where they are. */
export const AWS_PAGES: Readonly<Record<string, string>> = {
  'AWS JSON 1.1 protocol': 'https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html',
  'AWS account root user': `${IAM}/id_root-user.html`,
  'AWS global condition context keys': `${IAM}/reference_policies_condition-keys.html`,
  CreateTrainingJob: `${SAGEMAKER}/APIReference/API_CreateTrainingJob.html`,
  'Augmented Manifest Files for Training Jobs': `${SAGEMAKER}/dg/augmented-manifest.html`,
  'CreateModel API: Execution Role Permissions': `${SAGEMAKER}/dg/sagemaker-roles.html`,
  'CreateTrainingJob API: Execution Role Permissions': `${SAGEMAKER}/dg/sagemaker-roles.html`,
  DescribeTrainingJob: `${SAGEMAKER}/APIReference/API_DescribeTrainingJob.html`,
  'Error responses': `${S3}/API/ErrorResponses.html`,
  GetObject: `${S3}/API/API_GetObject.html`,
  HeadObject: `${S3}/API/API_HeadObject.html`,
  'IAM JSON policy elements: Action': `${IAM}/reference_policies_elements_action.html`,
  'IAM JSON policy elements: Condition operators': `${IAM}/reference_policies_elements_condition_operators.html`,
  'IAM JSON policy elements: Resource': `${IAM}/reference_policies_elements_resource.html`,
  'IAM policies for integrated services': `${STEP_FUNCTIONS}/service-integration-iam-templates.html`,
  'IAM policy elements: Variables and tags': `${IAM}/reference_policies_variables.html`,
  'Image Classification - MXNet': `${SAGEMAKER}/dg/image-classification.html`,
  'Image Classification Hyperparameters': `${SAGEMAKER}/dg/IC-Hyperparameter.html`,
  'Logging using CloudWatch Logs': `${STEP_FUNCTIONS}/cw-logs.html`,
  'Methods to assume a role': `${IAM}/id_roles_manage-assume.html`,
  'Policy evaluation logic': `${IAM}/reference_policies_evaluation-logic.html`,
  'Required permissions for Amazon S3 API operations': `${S3}/userguide/using-with-s3-policy-actions.html`,
  'Security best practices': `${S3}/userguide/security-best-practices.html`,
  'Sending Lambda function logs to CloudWatch Logs': `${LAMBDA}/monitoring-cloudwatchlogs.html`,
  'Service Authorization Reference': 'https://docs.aws.amazon.com/service-authorization/latest/reference/',
  'Single-valued vs. multivalued context keys': `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  'Trace Step Functions request data in AWS X-Ray': `${STEP_FUNCTIONS}/concepts-xray-tracing.html`,
  'Troubleshoot access denied error messages': `${IAM}/troubleshoot_access-denied.html`,
  'Visualize Lambda function invocations using AWS X-Ray': `${LAMBDA}/services-xray.html`,
};
