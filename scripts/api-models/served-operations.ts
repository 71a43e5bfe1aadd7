/** A service of the emulators, and where its API model is in botocore. */
export interface ServedApi {
  /** Folder in botocore/data, with the version. */
  readonly source: string;
  /** Folder in emulators/ whose `model` the reduced copy is kept in. */
  readonly folder: string;
  readonly file: string;
  /** Every operation that the emulator answers, or `all` of the service's. */
  readonly operations: readonly string[] | 'all';
}

const API_MODEL = 'api-model.json';

/** `scripts/api-models/reduce-api-models.ts` takes what is here; add an operation here when an emulator learns it. */
export const SERVED_APIS: readonly ServedApi[] = [
  { source: 'stepfunctions/2016-11-23', folder: 'step-functions', file: API_MODEL, operations: 'all' },
  {
    source: 'logs/2014-03-28',
    folder: 'logs',
    file: API_MODEL,
    operations: [
      ...['CreateLogGroup', 'DeleteLogGroup', 'DescribeLogGroups', 'PutRetentionPolicy', 'DeleteRetentionPolicy'],
      ...['TagResource', 'UntagResource', 'ListTagsForResource', 'TagLogGroup', 'UntagLogGroup', 'ListTagsLogGroup'],
      ...['CreateLogStream', 'DeleteLogStream', 'DescribeLogStreams'],
      ...['PutLogEvents', 'GetLogEvents', 'FilterLogEvents'],
    ],
  },
  {
    source: 'iam/2010-05-08',
    folder: 'iam',
    file: API_MODEL,
    operations: [
      ...['CreateRole', 'GetRole', 'ListRoles', 'UpdateRole', 'UpdateAssumeRolePolicy', 'DeleteRole'],
      ...['TagRole', 'UntagRole', 'ListRoleTags'],
      ...['PutRolePolicy', 'GetRolePolicy', 'DeleteRolePolicy', 'ListRolePolicies'],
      ...['CreatePolicy', 'GetPolicy', 'ListPolicies', 'DeletePolicy', 'ListEntitiesForPolicy'],
      ...['CreatePolicyVersion', 'GetPolicyVersion', 'ListPolicyVersions', 'DeletePolicyVersion'],
      ...['SetDefaultPolicyVersion', 'TagPolicy', 'UntagPolicy', 'ListPolicyTags'],
      ...['AttachRolePolicy', 'DetachRolePolicy', 'ListAttachedRolePolicies'],
      ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
      ...['CreateInstanceProfile', 'GetInstanceProfile', 'DeleteInstanceProfile', 'ListInstanceProfiles'],
      ...['AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile', 'ListInstanceProfilesForRole'],
      ...['SimulatePrincipalPolicy', 'SimulateCustomPolicy', 'GetAccountAuthorizationDetails'],
    ],
  },
  {
    source: 'sts/2011-06-15',
    folder: 'iam',
    file: 'sts-api-model.json',
    operations: ['AssumeRole', 'GetCallerIdentity'],
  },
  {
    source: 'sns/2010-03-31',
    folder: 'sns',
    file: API_MODEL,
    operations: [
      ...['CreateTopic', 'DeleteTopic', 'ListTopics', 'GetTopicAttributes', 'SetTopicAttributes'],
      ...['TagResource', 'UntagResource', 'ListTagsForResource'],
      ...['Subscribe', 'Unsubscribe', 'ListSubscriptions', 'ListSubscriptionsByTopic', 'Publish'],
      ...['GetSubscriptionAttributes', 'SetSubscriptionAttributes'],
    ],
  },
  {
    source: 'events/2015-10-07',
    folder: 'events',
    file: API_MODEL,
    operations: [
      ...['PutEvents', 'PutRule', 'DescribeRule', 'ListRules', 'DeleteRule'],
      ...['PutTargets', 'ListTargetsByRule', 'RemoveTargets'],
      ...['TagResource', 'UntagResource', 'ListTagsForResource'],
    ],
  },
  {
    source: 'lambda/2015-03-31',
    folder: 'lambda',
    file: API_MODEL,
    operations: [
      ...['CreateFunction', 'GetFunction', 'GetFunctionConfiguration', 'ListFunctions', 'DeleteFunction'],
      ...['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'Invoke', 'ListVersionsByFunction', 'GetPolicy'],
      ...['GetFunctionCodeSigningConfig', 'GetFunctionConcurrency', 'ListTags', 'TagResource', 'UntagResource'],
      ...['PublishVersion', 'CreateAlias', 'GetAlias', 'UpdateAlias', 'DeleteAlias', 'ListAliases'],
      ...['AddPermission', 'RemovePermission'],
    ],
  },
  {
    source: 'cloudwatch/2010-08-01',
    folder: 'cloudwatch',
    file: API_MODEL,
    operations: [
      ...['PutMetricData', 'GetMetricData', 'GetMetricStatistics', 'ListMetrics'],
      ...['PutMetricAlarm', 'DescribeAlarms', 'DeleteAlarms'],
      ...['PutDashboard', 'GetDashboard', 'ListDashboards', 'DeleteDashboards'],
    ],
  },
  {
    source: 'sagemaker/2017-07-24',
    folder: 'sagemaker',
    file: API_MODEL,
    operations: [
      ...['CreateTrainingJob', 'DescribeTrainingJob', 'StopTrainingJob', 'ListTrainingJobs'],
      ...['UpdateTrainingJob', 'DeleteTrainingJob'],
      ...['CreateModel', 'DescribeModel', 'ListModels', 'DeleteModel'],
      ...['CreateTransformJob', 'DescribeTransformJob', 'StopTransformJob', 'ListTransformJobs'],
      ...['CreateModelPackageGroup', 'DescribeModelPackageGroup', 'ListModelPackageGroups', 'DeleteModelPackageGroup'],
      ...[
        'CreateModelPackage',
        'DescribeModelPackage',
        'ListModelPackages',
        'UpdateModelPackage',
        'DeleteModelPackage',
      ],
      ...['AddTags', 'ListTags', 'DeleteTags'],
    ],
  },
];

/** A service by its name in the States Language's `aws-sdk:` resources, and the operations whose answers may be mocked. */
export interface MockedApi {
  readonly service: string;
  readonly source: string;
  readonly operations: readonly string[] | 'all';
}

const SAGEMAKER_MOCKS = [
  ...['TrainingJob', 'Model', 'TransformJob', 'ProcessingJob', 'HyperParameterTuningJob', 'LabelingJob'],
  ...['Endpoint', 'EndpointConfig', 'AutoMLJob', 'AutoMLJobV2', 'ModelPackage', 'ModelPackageGroup'],
].flatMap((thing) => [`Create${thing}`, `Describe${thing}`]);

/** What `TestState` checks mocked results against. Of SageMaker's 396 operations those that a workflow of training uses. */
export const MOCKED_APIS: readonly MockedApi[] = [
  { service: 'cloudwatch', source: 'cloudwatch/2010-08-01', operations: 'all' },
  { service: 'cloudwatchlogs', source: 'logs/2014-03-28', operations: 'all' },
  { service: 'eventbridge', source: 'events/2015-10-07', operations: 'all' },
  { service: 'iam', source: 'iam/2010-05-08', operations: 'all' },
  { service: 'lambda', source: 'lambda/2015-03-31', operations: 'all' },
  { service: 's3', source: 's3/2006-03-01', operations: 'all' },
  {
    service: 'sagemaker',
    source: 'sagemaker/2017-07-24',
    operations: [
      ...SAGEMAKER_MOCKS,
      'ListTrainingJobs',
      'ListModels',
      'ListTags',
      'UpdateEndpoint',
      'UpdateTrainingJob',
    ],
  },
  { service: 'sfn', source: 'stepfunctions/2016-11-23', operations: 'all' },
  { service: 'sns', source: 'sns/2010-03-31', operations: 'all' },
  { service: 'sts', source: 'sts/2011-06-15', operations: 'all' },
];
