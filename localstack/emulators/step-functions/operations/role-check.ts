import type { IAMClient } from '@aws-sdk/client-iam';
import { AwsError } from '../../aws-error.ts';
import { roleTrusts } from '../../trusted-service.ts';

const SERVICE_PRINCIPAL = /^states(\.[a-z0-9-]+)?\.amazonaws\.com$/;

/** Refuses a role that does not exist or does not let Step Functions assume it, as AWS does when it is given. */
export async function checkRole(iam: IAMClient, roleArn: string): Promise<void> {
  if (await roleTrusts(iam, roleArn, SERVICE_PRINCIPAL)) return;
  throw new AwsError(
    'AccessDeniedException',
    400,
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  );
}
