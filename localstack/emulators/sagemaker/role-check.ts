import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from '../../aws-clients.ts';
import { isJsonObject } from '../wire-json.ts';
import { serviceRefusal } from './sdk-error.ts';

const SERVICE_PRINCIPAL = 'sagemaker.amazonaws.com';

/** Clients that act as the role, or undefined when it does not exist or does not let SageMaker assume it. */
export async function assumeForSageMaker(clients: AwsClients, roleArn: string): Promise<AwsClients | undefined> {
  try {
    const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    const { Role: role } = await clients.iam.send(new GetRoleCommand({ RoleName: roleName }));
    if (role?.Arn !== roleArn || !trustsSageMaker(role.AssumeRolePolicyDocument)) return undefined;
    return await clients.assume(roleArn, 'SageMaker');
  } catch (error) {
    if (serviceRefusal(error) !== undefined) return undefined;
    throw error;
  }
}

/** `document` is a trust policy as IAM returns it: JSON, percent-encoded. */
export function trustsSageMaker(document: string | undefined): boolean {
  const statements = parsedStatements(document ?? '');
  return statements.some((statement) => {
    if (!isJsonObject(statement) || statement['Effect'] !== 'Allow') return false;
    const principal = statement['Principal'];
    const services = isJsonObject(principal) ? asList(principal['Service']) : [];
    return services.includes(SERVICE_PRINCIPAL) && asList(statement['Action']).some(coversAssumeRole);
  });
}

function coversAssumeRole(action: unknown): boolean {
  return typeof action === 'string' && ['sts:assumerole', 'sts:*', '*'].includes(action.toLowerCase());
}

function parsedStatements(document: string): readonly unknown[] {
  try {
    const policy: unknown = JSON.parse(decodeURIComponent(document));
    return isJsonObject(policy) ? asList(policy['Statement']) : [];
  } catch {
    return [];
  }
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
