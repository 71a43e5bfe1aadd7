import { type JsonRules, jsonAuthorization, onMember, tagsIn } from '../core/authorization/json-authorization.ts';
import { memberText } from '../core/authorization/member-text.ts';
import { passRole, type ServiceAuthorization, tagKeys } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';

const SERVICE = 'states.amazonaws.com';

const ON_STATE_MACHINE = [
  ...['DescribeStateMachine', 'DeleteStateMachine', 'StartExecution', 'StartSyncExecution'],
  ...['PublishStateMachineVersion', 'ListStateMachineVersions', 'ListStateMachineAliases'],
];
const ON_EXECUTION = [
  ...['DescribeExecution', 'StopExecution', 'GetExecutionHistory', 'DescribeStateMachineForExecution'],
  ...['RedriveExecution', 'ListMapRuns'],
];
const ON_MAP_RUN = ['DescribeMapRun', 'UpdateMapRun'];
const ON_VERSION = ['DeleteStateMachineVersion'];
const ON_ALIAS = ['DescribeStateMachineAlias', 'UpdateStateMachineAlias', 'DeleteStateMachineAlias'];
const ON_ACTIVITY = ['DescribeActivity', 'DeleteActivity', 'GetActivityTask'];
const ON_RESOURCE = ['TagResource', 'UntagResource', 'ListTagsForResource'];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
export function statesAuthorization(owner: AccountRegion): ServiceAuthorization {
  const rules: JsonRules = {
    ...named(ON_STATE_MACHINE, 'stateMachineArn'),
    ...named(ON_EXECUTION, 'executionArn'),
    ...named(ON_MAP_RUN, 'mapRunArn'),
    ...named(ON_RESOURCE, 'resourceArn'),
    ...named(ON_VERSION, 'stateMachineVersionArn'),
    ...named(ON_ALIAS, 'stateMachineAliasArn'),
    ...named(ON_ACTIVITY, 'activityArn'),
    ListExecutions: ({ stateMachineArn, mapRunArn }) => [
      { action: 'states:ListExecutions', resource: memberText(stateMachineArn ?? mapRunArn) },
    ],
    CreateActivity: ({ name }) => [
      { action: 'states:CreateActivity', resource: regionalArn(owner, 'states', `activity:${memberText(name)}`) },
    ],
    CreateStateMachineAlias: (input) => [{ action: 'states:CreateStateMachineAlias', resource: aliasOf(input) }],
    ListStateMachines: () => [
      { action: 'states:ListStateMachines', resource: regionalArn(owner, 'states', 'stateMachine:*') },
    ],
    CreateStateMachine: (input) => createStateMachine(input, owner),
    UpdateStateMachine: (input) => [
      { action: 'states:UpdateStateMachine', resource: memberText(input['stateMachineArn']) },
      ...passRole(input['roleArn'], SERVICE),
    ],
    TestState: (input) => [{ action: 'states:TestState', resource: '*' }, ...passRole(input['roleArn'], SERVICE)],
  };
  return jsonAuthorization({ prefix: 'states', version: '1.0', rules });
}

/** The alias stands for versions of one state machine, whose ARN is before the version. */
function aliasOf({ name, routingConfiguration: routes }: JsonObject): string {
  const first: unknown = Array.isArray(routes) ? routes[0] : undefined;
  const version = isJsonObject(first) ? memberText(first['stateMachineVersionArn']) : '';
  return `${version.split(':').slice(0, 7).join(':')}:${memberText(name)}`;
}

function named(operations: readonly string[], member: string): JsonRules {
  return Object.fromEntries(operations.map((operation) => [operation, onMember(`states:${operation}`, member)]));
}

function createStateMachine(input: JsonObject, owner: AccountRegion): readonly Permission[] {
  const resource = regionalArn(owner, 'states', `stateMachine:${memberText(input['name'])}`);
  const tags = tagsIn(input['tags']);
  const keys = tagKeys(tags);
  const tagging = Object.keys(tags).length === 0 ? [] : [{ action: 'states:TagResource', resource, keys }];
  return [{ action: 'states:CreateStateMachine', resource, keys }, ...passRole(input['roleArn'], SERVICE), ...tagging];
}
