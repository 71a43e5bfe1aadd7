import { GetRoleCommand, type IAMClient, NoSuchEntityException } from '@aws-sdk/client-iam';
import { AwsError } from '../../aws-error.ts';
import { isJsonObject } from '../../wire-json.ts';

const SERVICE_PRINCIPAL = /^states(\.[a-z0-9-]+)?\.amazonaws\.com$/;

/** Refuses a role that does not exist or does not let Step Functions assume it, as AWS does when it is given. */
export async function checkRole(iam: IAMClient, roleArn: string): Promise<void> {
  if (await trustsStepFunctions(iam, roleArn)) return;
  throw new AwsError(
    'AccessDeniedException',
    400,
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  );
}

async function trustsStepFunctions(iam: IAMClient, roleArn: string): Promise<boolean> {
  const RoleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  try {
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
    return role?.Arn === roleArn && allowsAssume(role.AssumeRolePolicyDocument ?? '');
  } catch (error) {
    if (error instanceof NoSuchEntityException) return false;
    throw error;
  }
}

/** `document` is a trust policy as IAM returns it: JSON, percent-encoded. */
function allowsAssume(document: string): boolean {
  return statementsOf(document).some((statement) => {
    if (!isJsonObject(statement) || statement['Effect'] !== 'Allow') return false;
    const principal = statement['Principal'];
    const services = isJsonObject(principal) ? asList(principal['Service']) : [];
    return services.some(isStepFunctions) && asList(statement['Action']).some(coversAssumeRole);
  });
}

function isStepFunctions(service: unknown): boolean {
  return typeof service === 'string' && SERVICE_PRINCIPAL.test(service);
}

function coversAssumeRole(action: unknown): boolean {
  return typeof action === 'string' && ['sts:assumerole', 'sts:*', '*'].includes(action.toLowerCase());
}

function statementsOf(document: string): readonly unknown[] {
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
