import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { isJsonObject } from '../wire-json.ts';
import { invalidParameterValue } from './lambda-errors.ts';

export const ROLE_REFUSED = 'The role defined for the function cannot be assumed by Lambda.';

/** Refuses a role that does not exist or whose trust policy leaves Lambda out. */
export async function checkExecutionRole(roleArn: string, iam: IAMClient): Promise<void> {
  const trustPolicy = await trustPolicyOf(roleArn, iam);
  if (trustPolicy === undefined || !trustsLambda(trustPolicy)) throw invalidParameterValue(ROLE_REFUSED);
}

async function trustPolicyOf(roleArn: string, iam: IAMClient): Promise<string | undefined> {
  try {
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: roleArn.split('/').at(-1) ?? '' }));
    return role?.Arn === roleArn ? decodeURIComponent(role.AssumeRolePolicyDocument ?? '') : undefined;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('NoSuchEntity')) return undefined;
    throw error;
  }
}

function trustsLambda(trustPolicy: string): boolean {
  const policy: unknown = JSON.parse(trustPolicy);
  const statements = isJsonObject(policy) ? listOf(policy['Statement']) : [];
  return statements.some((statement) => {
    if (!isJsonObject(statement) || statement['Effect'] !== 'Allow') return false;
    const principal = statement['Principal'];
    const services = isJsonObject(principal) ? listOf(principal['Service']) : [];
    const actions = listOf(statement['Action']).map((action) => String(action).toLowerCase());
    return (
      services.includes('lambda.amazonaws.com') &&
      actions.some((action) => ['sts:assumerole', 'sts:*'].includes(action))
    );
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
