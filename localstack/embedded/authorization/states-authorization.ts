import type { Permission } from '../../emulators/role-permissions.ts';
import type { JsonObject } from '../../emulators/wire-json.ts';
import { type JsonRules, jsonAuthorization, onMember, tagsIn } from './json-authorization.ts';
import { type Place, passRole, regionalArn, type ServiceAuthorization, tagKeys } from './needed-permissions.ts';

const SERVICE = 'states.amazonaws.com';

const ON_STATE_MACHINE = [
  ...['DescribeStateMachine', 'DeleteStateMachine', 'StartExecution', 'StartSyncExecution', 'ListExecutions'],
  ...['PublishStateMachineVersion', 'ListStateMachineVersions', 'ListStateMachineAliases'],
];
const ON_EXECUTION = [
  ...['DescribeExecution', 'StopExecution', 'GetExecutionHistory', 'DescribeStateMachineForExecution'],
  ...['RedriveExecution', 'ListMapRuns'],
];
const ON_MAP_RUN = ['DescribeMapRun', 'UpdateMapRun'];
const ON_RESOURCE = ['TagResource', 'UntagResource', 'ListTagsForResource'];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
export function statesAuthorization(place: Place): ServiceAuthorization {
  const rules: JsonRules = {
    ...named(ON_STATE_MACHINE, 'stateMachineArn'),
    ...named(ON_EXECUTION, 'executionArn'),
    ...named(ON_MAP_RUN, 'mapRunArn'),
    ...named(ON_RESOURCE, 'resourceArn'),
    ListStateMachines: () => [
      { action: 'states:ListStateMachines', resource: regionalArn(place, 'states', 'stateMachine:*') },
    ],
    CreateStateMachine: (input) => createStateMachine(input, place),
    UpdateStateMachine: (input) => [
      { action: 'states:UpdateStateMachine', resource: String(input['stateMachineArn'] ?? '') },
      ...passRole(input['roleArn'], SERVICE),
    ],
    TestState: (input) => [{ action: 'states:TestState', resource: '*' }, ...passRole(input['roleArn'], SERVICE)],
  };
  return jsonAuthorization({ prefix: 'states', version: '1.0', rules });
}

function named(operations: readonly string[], member: string): JsonRules {
  return Object.fromEntries(operations.map((operation) => [operation, onMember(`states:${operation}`, member)]));
}

function createStateMachine(input: JsonObject, place: Place): readonly Permission[] {
  const resource = regionalArn(place, 'states', `stateMachine:${String(input['name'] ?? '')}`);
  const tags = tagsIn(input['tags']);
  const keys = tagKeys(tags);
  const tagging = Object.keys(tags).length === 0 ? [] : [{ action: 'states:TagResource', resource, keys }];
  return [{ action: 'states:CreateStateMachine', resource, keys }, ...passRole(input['roleArn'], SERVICE), ...tagging];
}
