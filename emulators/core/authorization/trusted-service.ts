import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { isJsonObject } from '../wire/wire-json.ts';

const ASSUMING_ACTIONS = ['sts:assumerole', 'sts:*', '*'];

/**
 * Whether a role exists and its trust policy lets an AWS service take it. Allow statements with the service as principal
 * count; Deny and conditions are not looked at (docs/fidelity.md).
 */
export async function roleTrusts(iam: IAMClient, roleArn: string, service: RegExp): Promise<boolean> {
  const RoleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  try {
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
    return role?.Arn === roleArn && allowsAssume(role.AssumeRolePolicyDocument ?? '', service);
  } catch (error) {
    // A name that no role can have is that of none.
    if (error instanceof Error && /^(?:NoSuchEntity|ValidationError)/.test(error.name)) return false;
    throw error;
  }
}

/** `document` is a trust policy as IAM returns it: JSON, percent-encoded. */
export function allowsAssume(document: string, service: RegExp): boolean {
  return statementsOf(document).some((statement) => {
    if (!isJsonObject(statement) || statement['Effect'] !== 'Allow') return false;
    const principal = statement['Principal'];
    const services = isJsonObject(principal) ? textsOf(principal['Service']) : [];
    const actions = textsOf(statement['Action']);
    return (
      services.some((name) => service.test(name)) &&
      actions.some((action) => ASSUMING_ACTIONS.includes(action.toLowerCase()))
    );
  });
}

function statementsOf(document: string): readonly unknown[] {
  try {
    const policy: unknown = JSON.parse(decodeURIComponent(document));
    const statements = isJsonObject(policy) ? policy['Statement'] : [];
    return Array.isArray(statements) ? statements : [statements];
  } catch {
    return [];
  }
}

/** A text or a list of texts, as a list; anything else in it is left out. */
function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((entry) => typeof entry === 'string');
}
