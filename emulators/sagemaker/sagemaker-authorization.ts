import { type JsonRules, jsonAuthorization, onMember, tagsIn } from '../core/authorization/json-authorization.ts';
import { memberText } from '../core/authorization/member-text.ts';
import { passRole, type ServiceAuthorization, tagKeys } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';

const SERVICE = 'sagemaker.amazonaws.com';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export function sageMakerAuthorization(owner: AccountRegion): ServiceAuthorization {
  const job = (input: JsonObject) =>
    regionalArn(owner, 'sagemaker', `training-job/${memberText(input['TrainingJobName'])}`);
  const model = (input: JsonObject) => regionalArn(owner, 'sagemaker', `model/${memberText(input['ModelName'])}`);
  const onJob = (action: string) => (input: JsonObject) => [{ action: `sagemaker:${action}`, resource: job(input) }];
  const onModel = (action: string) => (input: JsonObject) => [
    { action: `sagemaker:${action}`, resource: model(input) },
  ];
  const rules: JsonRules = {
    CreateTrainingJob: (input) => [
      ...created('sagemaker:CreateTrainingJob', job(input), input, instanceKeys(input)),
      ...passRole(input['RoleArn'], SERVICE),
      ...addedTags(job(input), input),
    ],
    DescribeTrainingJob: onJob('DescribeTrainingJob'),
    StopTrainingJob: onJob('StopTrainingJob'),
    DeleteTrainingJob: onJob('DeleteTrainingJob'),
    UpdateTrainingJob: onJob('UpdateTrainingJob'),
    CreateModel: (input) => [
      ...created('sagemaker:CreateModel', model(input), input, {}),
      ...passRole(input['ExecutionRoleArn'], SERVICE),
      ...addedTags(model(input), input),
    ],
    DescribeModel: onModel('DescribeModel'),
    DeleteModel: onModel('DeleteModel'),
    AddTags: (input) => addedTags(memberText(input['ResourceArn']), input),
    ListTags: onMember('sagemaker:ListTags', 'ResourceArn'),
    DeleteTags: onMember('sagemaker:DeleteTags', 'ResourceArn'),
  };
  return jsonAuthorization({ prefix: 'sagemaker', version: '1.1', rules });
}

function created(
  action: string,
  resource: string,
  input: JsonObject,
  keys: NonNullable<Permission['keys']>,
): readonly Permission[] {
  return [{ action, resource, keys: { ...tagKeys(tagsIn(input['Tags'])), ...keys } }];
}

/** A creation with tags needs the right to put them there. */
function addedTags(resource: string, input: JsonObject): readonly Permission[] {
  const tags = tagsIn(input['Tags']);
  return Object.keys(tags).length === 0 ? [] : [{ action: 'sagemaker:AddTags', resource, keys: tagKeys(tags) }];
}

function instanceKeys(input: JsonObject): NonNullable<Permission['keys']> {
  const resources = input['ResourceConfig'];
  const type = isJsonObject(resources) ? resources['InstanceType'] : undefined;
  return typeof type === 'string' ? { 'sagemaker:InstanceTypes': [type] } : {};
}
