import type { IAMClient } from '@aws-sdk/client-iam';
import { roleTrusts } from '../../core/authorization/trusted-service.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';

export const ROLE_REFUSED = 'The role defined for the function cannot be assumed by Lambda.';

const SERVICE_PRINCIPAL = /^lambda\.amazonaws\.com$/;

/** Refuses a role that does not exist or whose trust policy leaves Lambda out. */
export async function checkExecutionRole(roleArn: string, iam: IAMClient): Promise<void> {
  if (!(await roleTrusts(iam, roleArn, SERVICE_PRINCIPAL))) throw invalidParameterValue(ROLE_REFUSED);
}
