import { expect } from 'chai';
import { eventsAuthorization } from '../../../../emulators/events/events-authorization.ts';
import { logsAuthorization } from '../../../../emulators/logs/logs-authorization.ts';
import { sageMakerAuthorization } from '../../../../emulators/sagemaker/sagemaker-authorization.ts';
import { statesAuthorization } from '../../../../emulators/step-functions/states-authorization.ts';
import { jsonCall, needsOf, PLACE, wireRequest } from './wire-requests.ts';

// Expected: Service Authorization Reference, "Actions, resources, and condition keys" of each service.

type Row = readonly [operation: string, input: object, ...needs: readonly string[]];

const STATES = 'arn:aws:states:us-east-1:123456789012';
const MACHINE = `${STATES}:stateMachine:m`;
const EXECUTION = `${STATES}:execution:m:e`;
const MAP_RUN = `${STATES}:mapRun:m/Each:r`;
const ACTIVITY = `${STATES}:activity:a`;
const VERSION = `${MACHINE}:1`;
const ALIAS = `${MACHINE}:live`;
const ROUTES = [{ stateMachineVersionArn: VERSION, weight: 100 }];
const ROLE = 'arn:aws:iam::123456789012:role/r';

const BUS = 'arn:aws:events:us-east-1:123456789012:event-bus';

const EVENTS_ROWS: readonly Row[] = [
  ['PutEvents', { Entries: [{}, {}] }, `events:PutEvents ${BUS}/default`],
  ['PutEvents', { Entries: [{ EventBusName: 'mine' }] }, `events:PutEvents ${BUS}/mine`],
];

const STATES_ROWS: readonly Row[] = [
  ['CreateStateMachine', { name: 'm', roleArn: ROLE }, `states:CreateStateMachine ${MACHINE}`, `iam:PassRole ${ROLE}`],
  [
    'CreateStateMachine',
    { name: 'm', roleArn: ROLE, tags: [{ key: 'a', value: 'b' }] },
    `states:CreateStateMachine ${MACHINE}`,
    `iam:PassRole ${ROLE}`,
    `states:TagResource ${MACHINE}`,
  ],
  ['UpdateStateMachine', { stateMachineArn: MACHINE }, `states:UpdateStateMachine ${MACHINE}`],
  [
    'UpdateStateMachine',
    { stateMachineArn: MACHINE, roleArn: ROLE },
    `states:UpdateStateMachine ${MACHINE}`,
    `iam:PassRole ${ROLE}`,
  ],
  ['DescribeStateMachine', { stateMachineArn: MACHINE }, `states:DescribeStateMachine ${MACHINE}`],
  ['DeleteStateMachine', { stateMachineArn: MACHINE }, `states:DeleteStateMachine ${MACHINE}`],
  ['ListStateMachines', {}, `states:ListStateMachines ${STATES}:stateMachine:*`],
  ['ValidateStateMachineDefinition', {}, 'states:ValidateStateMachineDefinition *'],
  ['StartExecution', { stateMachineArn: MACHINE }, `states:StartExecution ${MACHINE}`],
  ['ListExecutions', { stateMachineArn: MACHINE }, `states:ListExecutions ${MACHINE}`],
  ['DescribeExecution', { executionArn: EXECUTION }, `states:DescribeExecution ${EXECUTION}`],
  ['StopExecution', { executionArn: EXECUTION }, `states:StopExecution ${EXECUTION}`],
  ['RedriveExecution', { executionArn: EXECUTION }, `states:RedriveExecution ${EXECUTION}`],
  ['GetExecutionHistory', { executionArn: EXECUTION }, `states:GetExecutionHistory ${EXECUTION}`],
  [
    'DescribeStateMachineForExecution',
    { executionArn: EXECUTION },
    `states:DescribeStateMachineForExecution ${EXECUTION}`,
  ],
  ['ListExecutions', { mapRunArn: MAP_RUN }, `states:ListExecutions ${MAP_RUN}`],
  ['DescribeMapRun', { mapRunArn: MAP_RUN }, `states:DescribeMapRun ${MAP_RUN}`],
  ['CreateActivity', { name: 'a' }, `states:CreateActivity ${ACTIVITY}`],
  ['GetActivityTask', { activityArn: ACTIVITY }, `states:GetActivityTask ${ACTIVITY}`],
  ['SendTaskSuccess', { taskToken: 't' }, 'states:SendTaskSuccess *'],
  ['DeleteStateMachineVersion', { stateMachineVersionArn: VERSION }, `states:DeleteStateMachineVersion ${VERSION}`],
  [
    'CreateStateMachineAlias',
    { name: 'live', routingConfiguration: ROUTES },
    `states:CreateStateMachineAlias ${ALIAS}`,
  ],
  ['UpdateStateMachineAlias', { stateMachineAliasArn: ALIAS }, `states:UpdateStateMachineAlias ${ALIAS}`],
  ['TagResource', { resourceArn: MACHINE }, `states:TagResource ${MACHINE}`],
  ['UntagResource', { resourceArn: MACHINE }, `states:UntagResource ${MACHINE}`],
  ['ListTagsForResource', { resourceArn: MACHINE }, `states:ListTagsForResource ${MACHINE}`],
];

const GROUP = 'arn:aws:logs:us-east-1:123456789012:log-group:/g:log-stream:';
const LOGS_ROWS: readonly Row[] = [
  ['CreateLogGroup', { logGroupName: '/g' }, `logs:CreateLogGroup ${GROUP}`],
  ['DeleteLogGroup', { logGroupName: '/g' }, `logs:DeleteLogGroup ${GROUP}`],
  ['DescribeLogGroups', {}, 'logs:DescribeLogGroups arn:aws:logs:us-east-1:123456789012:log-group::log-stream:'],
  ['PutRetentionPolicy', { logGroupName: '/g' }, `logs:PutRetentionPolicy ${GROUP}`],
  ['DeleteRetentionPolicy', { logGroupName: '/g' }, `logs:DeleteRetentionPolicy ${GROUP}`],
  ['DescribeLogStreams', { logGroupName: '/g' }, `logs:DescribeLogStreams ${GROUP}`],
  [
    'DescribeLogStreams',
    { logGroupIdentifier: 'arn:aws:logs:us-east-1:123456789012:log-group:/g:*' },
    `logs:DescribeLogStreams ${GROUP}`,
  ],
  ['FilterLogEvents', { logGroupName: '/g' }, `logs:FilterLogEvents ${GROUP}`],
  ['CreateLogStream', { logGroupName: '/g', logStreamName: 's' }, `logs:CreateLogStream ${GROUP}s`],
  ['DeleteLogStream', { logGroupName: '/g', logStreamName: 's' }, `logs:DeleteLogStream ${GROUP}s`],
  ['PutLogEvents', { logGroupName: '/g', logStreamName: 's' }, `logs:PutLogEvents ${GROUP}s`],
  ['GetLogEvents', { logGroupName: '/g', logStreamName: 's' }, `logs:GetLogEvents ${GROUP}s`],
  ['TagResource', { resourceArn: 'arn:g' }, 'logs:TagResource arn:g'],
  ['UntagResource', { resourceArn: 'arn:g' }, 'logs:UntagResource arn:g'],
  ['ListTagsForResource', { resourceArn: 'arn:g' }, 'logs:ListTagsForResource arn:g'],
  ['TagLogGroup', { logGroupName: '/g' }, `logs:TagLogGroup ${GROUP}`],
  ['UntagLogGroup', { logGroupName: '/g' }, `logs:UntagLogGroup ${GROUP}`],
  ['ListTagsLogGroup', { logGroupName: '/g' }, `logs:ListTagsLogGroup ${GROUP}`],
];

const JOB = 'arn:aws:sagemaker:us-east-1:123456789012:training-job/j';
const MODEL = 'arn:aws:sagemaker:us-east-1:123456789012:model/m';
const TRANSFORM = 'arn:aws:sagemaker:us-east-1:123456789012:transform-job/t';
const PACKAGE_GROUP = 'arn:aws:sagemaker:us-east-1:123456789012:model-package-group/g';
const PACKAGE = 'arn:aws:sagemaker:us-east-1:123456789012:model-package/g/1';
const ALONE = 'arn:aws:sagemaker:us-east-1:123456789012:model-package/p';
const TAGS = [{ Key: 'a', Value: 'b' }];
const SAGEMAKER_ROWS: readonly Row[] = [
  [
    'CreateTrainingJob',
    { TrainingJobName: 'j', RoleArn: ROLE, Tags: TAGS },
    `sagemaker:CreateTrainingJob ${JOB}`,
    `iam:PassRole ${ROLE}`,
    `sagemaker:AddTags ${JOB}`,
  ],
  ['DescribeTrainingJob', { TrainingJobName: 'j' }, `sagemaker:DescribeTrainingJob ${JOB}`],
  ['StopTrainingJob', { TrainingJobName: 'j' }, `sagemaker:StopTrainingJob ${JOB}`],
  ['ListTrainingJobs', {}, 'sagemaker:ListTrainingJobs *'],
  [
    'CreateModel',
    { ModelName: 'm', ExecutionRoleArn: ROLE, Tags: TAGS },
    `sagemaker:CreateModel ${MODEL}`,
    `iam:PassRole ${ROLE}`,
    `sagemaker:AddTags ${MODEL}`,
  ],
  ['DescribeModel', { ModelName: 'm' }, `sagemaker:DescribeModel ${MODEL}`],
  ['DeleteModel', { ModelName: 'm' }, `sagemaker:DeleteModel ${MODEL}`],
  ['ListModels', {}, 'sagemaker:ListModels *'],
  [
    'CreateTransformJob',
    { TransformJobName: 't', ModelName: 'm', Tags: TAGS },
    `sagemaker:CreateTransformJob ${TRANSFORM}`,
    `sagemaker:AddTags ${TRANSFORM}`,
  ],
  ['DescribeTransformJob', { TransformJobName: 't' }, `sagemaker:DescribeTransformJob ${TRANSFORM}`],
  ['StopTransformJob', { TransformJobName: 't' }, `sagemaker:StopTransformJob ${TRANSFORM}`],
  ['ListTransformJobs', {}, 'sagemaker:ListTransformJobs *'],
  [
    'CreateModelPackageGroup',
    { ModelPackageGroupName: 'g', Tags: TAGS },
    `sagemaker:CreateModelPackageGroup ${PACKAGE_GROUP}`,
    `sagemaker:AddTags ${PACKAGE_GROUP}`,
  ],
  [
    'DescribeModelPackageGroup',
    { ModelPackageGroupName: PACKAGE_GROUP },
    `sagemaker:DescribeModelPackageGroup ${PACKAGE_GROUP}`,
  ],
  ['DeleteModelPackageGroup', { ModelPackageGroupName: 'g' }, `sagemaker:DeleteModelPackageGroup ${PACKAGE_GROUP}`],
  ['ListModelPackageGroups', {}, 'sagemaker:ListModelPackageGroups *'],
  // The number of a version is not known before it is made.
  [
    'CreateModelPackage',
    { ModelPackageGroupName: PACKAGE_GROUP },
    `sagemaker:CreateModelPackage ${PACKAGE.replace('/1', '/*')}`,
  ],
  [
    'CreateModelPackage',
    { ModelPackageName: 'p', Tags: TAGS },
    `sagemaker:CreateModelPackage ${ALONE}`,
    `sagemaker:AddTags ${ALONE}`,
  ],
  ['DescribeModelPackage', { ModelPackageName: PACKAGE }, `sagemaker:DescribeModelPackage ${PACKAGE}`],
  ['DescribeModelPackage', { ModelPackageName: 'p' }, `sagemaker:DescribeModelPackage ${ALONE}`],
  ['UpdateModelPackage', { ModelPackageArn: PACKAGE }, `sagemaker:UpdateModelPackage ${PACKAGE}`],
  ['DeleteModelPackage', { ModelPackageName: PACKAGE }, `sagemaker:DeleteModelPackage ${PACKAGE}`],
  ['ListModelPackages', {}, 'sagemaker:ListModelPackages *'],
  ['AddTags', { ResourceArn: JOB, Tags: TAGS }, `sagemaker:AddTags ${JOB}`],
  ['ListTags', { ResourceArn: JOB }, `sagemaker:ListTags ${JOB}`],
  ['DeleteTags', { ResourceArn: JOB, TagKeys: ['a'] }, `sagemaker:DeleteTags ${JOB}`],
];

const SERVICES = [
  { name: 'Step Functions', authorization: statesAuthorization(PLACE), rows: STATES_ROWS },
  { name: 'EventBridge', authorization: eventsAuthorization(PLACE), rows: EVENTS_ROWS },
  { name: 'CloudWatch Logs', authorization: logsAuthorization(PLACE), rows: LOGS_ROWS },
  { name: 'SageMaker', authorization: sageMakerAuthorization(PLACE), rows: SAGEMAKER_ROWS },
];

describe('what a call of a JSON service needs', () => {
  for (const { name, authorization, rows } of SERVICES) {
    it(`is the action and the resource that AWS names, for every operation of ${name}`, async () => {
      for (const [operation, input, ...needs] of rows) {
        expect(await needsOf(authorization, jsonCall(operation, input)), operation).to.deep.equal(needs);
      }
    });
  }

  it('is the action of its name on everything where an operation is not in the table, so that nothing passes unasked', async () => {
    const call = jsonCall('constructor', {});
    expect(await needsOf(statesAuthorization(PLACE), call)).to.deep.equal(['states:constructor *']);
  });

  it('is an AddTags of its own only where there are tags, and a PassRole only where a role is handed over', async () => {
    const call = jsonCall('CreateTrainingJob', { TrainingJobName: 'j', Tags: [] });
    expect(await needsOf(sageMakerAuthorization(PLACE), call)).to.deep.equal([`sagemaker:CreateTrainingJob ${JOB}`]);
  });

  it('gives tags, instance type and the service that gets a role as condition keys', async () => {
    const ResourceConfig = { InstanceType: 'ml.g5.xlarge' };
    const call = jsonCall('CreateTrainingJob', { TrainingJobName: 'j', RoleArn: ROLE, Tags: TAGS, ResourceConfig });
    const { permissions } = await sageMakerAuthorization(PLACE).needs(wireRequest(call));
    const tags = { 'aws:RequestTag/a': 'b', 'aws:TagKeys': ['a'] };
    expect(permissions.map(({ keys }) => keys)).to.deep.equal([
      { ...tags, 'sagemaker:InstanceTypes': ['ml.g5.xlarge'] },
      { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
      tags,
    ]);
  });

  it('gives the approval of a model package and the instance type of a transform job as condition keys', async () => {
    const keysOf = async (operation: string, input: object) =>
      (await sageMakerAuthorization(PLACE).needs(wireRequest(jsonCall(operation, input)))).permissions[0]?.keys;
    const approval = { ModelPackageArn: PACKAGE, ModelApprovalStatus: 'Approved' };
    expect(await keysOf('UpdateModelPackage', approval)).to.deep.equal({
      'sagemaker:ModelApprovalStatus': ['Approved'],
    });
    const TransformResources = { InstanceType: 'ml.m5.large', InstanceCount: 1 };
    const transform = await keysOf('CreateTransformJob', { TransformJobName: 't', TransformResources });
    expect(transform).to.deep.equal({ 'sagemaker:InstanceTypes': ['ml.m5.large'] });
  });
});
