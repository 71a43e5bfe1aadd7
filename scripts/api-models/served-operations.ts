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
      ...['CreateModel', 'DescribeModel', 'ListModels', 'DeleteModel'],
      ...['AddTags', 'ListTags', 'DeleteTags'],
    ],
  },
];
