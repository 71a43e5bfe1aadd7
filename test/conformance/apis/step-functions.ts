import { createStepFunctionsService } from '../../../emulators/step-functions/step-functions-service.ts';

import type { ConformedApi } from './conformed-api.ts';
import { withIamBeside } from './iam-beside.ts';
import { startJson } from './json-calls.ts';

const PREFIX = 'arn:aws:states:us-east-1:000000000000';
const MACHINE = { stateMachineArn: `${PREFIX}:stateMachine:absent` };
const EXECUTION = { executionArn: `${PREFIX}:execution:absent:absent` };
const ACTIVITY = { activityArn: `${PREFIX}:activity:absent` };
const ALIAS = { stateMachineAliasArn: `${PREFIX}:stateMachine:absent:alias` };
const VERSION_ARN = `${PREFIX}:stateMachine:absent:1`;
const MAP_RUN = { mapRunArn: `${PREFIX}:mapRun:absent/map:00000000-0000-0000-0000-000000000000` };
const RESOURCE = { resourceArn: MACHINE.stateMachineArn };
const TOKEN = { taskToken: 'absent' };
const DEFINITION = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
const ROLE = 'arn:aws:iam::000000000000:role/absent';
const ROUTES = [{ stateMachineVersionArn: VERSION_ARN, weight: 100 }];

export const STEP_FUNCTIONS: ConformedApi = {
  name: 'step-functions',
  model: 'step-functions/model/api-model.json',
  protocol: 'json',
  code: 'ValidationException',
  wrongTypeCode: 'SerializationException',
  baseRequests: {
    CreateActivity: { name: 'a' },
    CreateStateMachine: { name: 'a', definition: DEFINITION, roleArn: ROLE },
    CreateStateMachineAlias: { name: 'a', routingConfiguration: ROUTES },
    DeleteActivity: ACTIVITY,
    DeleteStateMachine: MACHINE,
    DeleteStateMachineAlias: ALIAS,
    DeleteStateMachineVersion: { stateMachineVersionArn: VERSION_ARN },
    DescribeActivity: ACTIVITY,
    DescribeExecution: EXECUTION,
    DescribeMapRun: MAP_RUN,
    DescribeStateMachine: MACHINE,
    DescribeStateMachineAlias: ALIAS,
    DescribeStateMachineForExecution: EXECUTION,
    GetActivityTask: ACTIVITY,
    GetExecutionHistory: EXECUTION,
    ListActivities: {},
    ListExecutions: MACHINE,
    ListMapRuns: EXECUTION,
    ListStateMachineAliases: MACHINE,
    ListStateMachineVersions: MACHINE,
    ListStateMachines: {},
    ListTagsForResource: RESOURCE,
    PublishStateMachineVersion: MACHINE,
    RedriveExecution: EXECUTION,
    SendTaskFailure: TOKEN,
    SendTaskHeartbeat: TOKEN,
    SendTaskSuccess: { ...TOKEN, output: '{}' },
    StartExecution: MACHINE,
    StartSyncExecution: MACHINE,
    StopExecution: EXECUTION,
    TagResource: { ...RESOURCE, tags: [{ key: 'a', value: 'b' }] },
    TestState: { definition: '{"Type": "Pass", "End": true}', roleArn: ROLE },
    UntagResource: { ...RESOURCE, tagKeys: ['a'] },
    UpdateMapRun: MAP_RUN,
    UpdateStateMachine: { ...MACHINE, definition: DEFINITION },
    UpdateStateMachineAlias: { ...ALIAS, description: 'a' },
    ValidateStateMachineDefinition: { definition: DEFINITION },
  },
  knownDifferences: [
    {
      operation: 'CreateStateMachine',
      path: 'encryptionConfiguration.type',
      what: ['value CUSTOMER_MANAGED_KMS_KEY'],
      reason: 'nothing is encrypted here, so a key is refused rather than ignored',
    },
  ],
  start: () =>
    withIamBeside((clients) =>
      startJson({ prefix: 'AWSStepFunctions', version: '1.0' }, (dataFolder) =>
        createStepFunctionsService({ dataFolder, region: 'us-east-1', accountId: '000000000000', clients }),
      ),
    ),
};
