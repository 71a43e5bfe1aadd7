import { type JsonRules, jsonAuthorization, onMember, tagsIn } from '../core/authorization/json-authorization.ts';
import { memberText } from '../core/authorization/member-text.ts';
import { passRole, type ServiceAuthorization, tagKeys } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';
import { resourceName } from './model-packages/resource-name.ts';

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
    ...transformRules(owner),
    ...packageRules(owner),
    AddTags: (input) => addedTags(memberText(input['ResourceArn']), input),
    ListTags: onMember('sagemaker:ListTags', 'ResourceArn'),
    DeleteTags: onMember('sagemaker:DeleteTags', 'ResourceArn'),
  };
  return jsonAuthorization({ prefix: 'sagemaker', version: '1.1', rules });
}

function transformRules(owner: AccountRegion): JsonRules {
  const transform = (input: JsonObject) =>
    regionalArn(owner, 'sagemaker', `transform-job/${memberText(input['TransformJobName'])}`);
  const onTransform = (action: string) => (input: JsonObject) => [
    { action: `sagemaker:${action}`, resource: transform(input) },
  ];
  return {
    CreateTransformJob: (input) => [
      ...created('sagemaker:CreateTransformJob', transform(input), input, transformKeys(input)),
      ...addedTags(transform(input), input),
    ],
    DescribeTransformJob: onTransform('DescribeTransformJob'),
    StopTransformJob: onTransform('StopTransformJob'),
  };
}

/** Of a version its group's ARN is known before, and its number is not. */
function packageRules(owner: AccountRegion): JsonRules {
  const group = (input: JsonObject) =>
    regionalArn(owner, 'sagemaker', `model-package-group/${nameIn(input['ModelPackageGroupName'])}`);
  const named = (input: JsonObject) =>
    regionalArn(owner, 'sagemaker', `model-package/${nameIn(input['ModelPackageName'] ?? input['ModelPackageArn'])}`);
  const made = (input: JsonObject) =>
    input['ModelPackageGroupName'] === undefined
      ? named(input)
      : regionalArn(owner, 'sagemaker', `model-package/${nameIn(input['ModelPackageGroupName'])}/*`);
  const on = (action: string, resource: (input: JsonObject) => string) => (input: JsonObject) => [
    { action: `sagemaker:${action}`, resource: resource(input) },
  ];
  return {
    CreateModelPackageGroup: (input) => [
      ...created('sagemaker:CreateModelPackageGroup', group(input), input, {}),
      ...addedTags(group(input), input),
    ],
    DescribeModelPackageGroup: on('DescribeModelPackageGroup', group),
    DeleteModelPackageGroup: on('DeleteModelPackageGroup', group),
    CreateModelPackage: (input) => [
      ...created('sagemaker:CreateModelPackage', made(input), input, approvalKeys(input)),
      ...addedTags(made(input), input),
    ],
    DescribeModelPackage: on('DescribeModelPackage', named),
    UpdateModelPackage: (input) => [
      { action: 'sagemaker:UpdateModelPackage', resource: named(input), keys: approvalKeys(input) },
    ],
    DeleteModelPackage: on('DeleteModelPackage', named),
  };
}

function nameIn(value: unknown): string {
  return resourceName(memberText(value));
}

function approvalKeys({ ModelApprovalStatus: status }: JsonObject): NonNullable<Permission['keys']> {
  return typeof status === 'string' ? { 'sagemaker:ModelApprovalStatus': [status] } : {};
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

function transformKeys(input: JsonObject): NonNullable<Permission['keys']> {
  return instanceKeys({ ResourceConfig: input['TransformResources'] });
}

function instanceKeys(input: JsonObject): NonNullable<Permission['keys']> {
  const resources = input['ResourceConfig'];
  const type = isJsonObject(resources) ? resources['InstanceType'] : undefined;
  return typeof type === 'string' ? { 'sagemaker:InstanceTypes': [type] } : {};
}
