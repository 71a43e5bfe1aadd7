import { randomUUID } from 'node:crypto';
import { requiredString } from '../../core/validation/input-members.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { referenceIn } from '../api/function-name.ts';
import { answering, type LambdaOperations } from '../api/lambda-api.ts';
import { invalidParameterValue, userError } from '../api/lambda-errors.ts';
import type { LambdaState } from '../api/lambda-state.ts';
import { LATEST } from '../store/function-record.ts';
import { type PolicyRecord, policyDocument } from '../store/policy-record.ts';
import { checkRevision } from './revision.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
export function permissionOperations(state: LambdaState): LambdaOperations {
  return {
    AddPermission: answering(201, (input) => addPermission(input, state)),
    RemovePermission: answering(204, (input) => removePermission(input, state)),
    GetPolicy: answering(200, (input) => getPolicy(input, state)),
  };
}

function addPermission(input: JsonObject, { functions, arnPrefix }: LambdaState): object {
  refuseUrls(input);
  const reference = referenceIn(input, arnPrefix);
  if (reference.qualifier === LATEST) {
    throw invalidParameterValue('We currently do not support adding policies for $LATEST.');
  }
  const resourceArn = functions.resolved(reference).functionArn;
  const policy = functions.policyOf(resourceArn) ?? emptyPolicy(reference.name, resourceArn);
  if (policy.statements.length > 0) checkRevision(input, policy, 'GetPolicy');
  const statement = statementOf(input, resourceArn);
  if (policy.statements.some(({ Sid }) => Sid === statement['Sid'])) {
    const text = `The statement id (${String(statement['Sid'])}) provided already exists. Please provide a new statement id, or remove the existing statement.`;
    throw userError('ResourceConflictException', 409, text);
  }
  functions.putPolicy({ ...policy, statements: [...policy.statements, statement], revisionId: randomUUID() });
  return { Statement: JSON.stringify(statement) };
}

function removePermission(input: JsonObject, { functions, arnPrefix }: LambdaState): undefined {
  const reference = referenceIn(input, arnPrefix);
  if (functions.find(reference.name) === undefined) {
    const text = `No policy found for: ${functions.arnOf({ name: reference.name })}`;
    throw userError('ResourceNotFoundException', 404, text);
  }
  const policy = functions.policyOf(functions.resolved(reference).functionArn);
  if (policy === undefined)
    throw userError('ResourceNotFoundException', 404, 'No policy is associated with the given resource.');
  const sid = requiredString(input, 'StatementId');
  const statements = policy.statements.filter(({ Sid }) => Sid !== sid);
  if (statements.length === policy.statements.length) {
    throw userError('ResourceNotFoundException', 404, `Statement ${sid} is not found in resource policy.`);
  }
  checkRevision(input, policy);
  functions.putPolicy({ ...policy, statements, revisionId: randomUUID() });
}

function getPolicy(input: JsonObject, { functions, arnPrefix }: LambdaState): object {
  const policy = functions.policyOf(functions.resolved(referenceIn(input, arnPrefix)).functionArn);
  if (policy === undefined) {
    throw userError('ResourceNotFoundException', 404, 'The resource you requested does not exist.');
  }
  return { Policy: policyDocument(policy), RevisionId: policy.revisionId };
}

function emptyPolicy(functionName: string, resourceArn: string): PolicyRecord {
  return { functionName, resourceArn, statements: [], revisionId: '' };
}

/** There are no function URLs here that somebody could be let in by. */
function refuseUrls(input: JsonObject): void {
  const given = ['FunctionUrlAuthType', 'InvokedViaFunctionUrl'].filter((member) => input[member] !== undefined);
  if (given.length > 0) throw notImplemented('lambda', `AddPermission with ${given.join(', ')}`);
}

function statementOf(input: JsonObject, Resource: string): JsonObject {
  const conditions = {
    StringEquals: {
      ...optional('AWS:SourceAccount', input['SourceAccount']),
      ...optional('aws:PrincipalOrgID', input['PrincipalOrgID']),
      ...optional('lambda:EventSourceToken', input['EventSourceToken']),
    },
    ArnLike: optional('AWS:SourceArn', input['SourceArn']),
  };
  const Condition = Object.fromEntries(Object.entries(conditions).filter(([, keys]) => Object.keys(keys).length > 0));
  return {
    Sid: requiredString(input, 'StatementId'),
    Effect: 'Allow',
    Principal: principalOf(requiredString(input, 'Principal')),
    Action: requiredString(input, 'Action'),
    Resource,
    ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
  };
}

function optional(key: string, value: unknown): Readonly<Record<string, string>> {
  return typeof value === 'string' ? { [key]: value } : {};
}

/** A service, an account, or the ARN of a role or user. */
function principalOf(principal: string): string | Readonly<Record<string, string>> {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (/^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:.+$/.test(principal)) return { AWS: principal };
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(principal)) return { Service: principal };
  throw invalidParameterValue('The provided principal was invalid. Please check the principal and try again.');
}
