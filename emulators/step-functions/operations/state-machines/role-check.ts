import type { IAMClient } from '@aws-sdk/client-iam';
import { roleTrusts } from '../../../core/authorization/trusted-service.ts';
import { AwsError } from '../../../core/wire/aws-error.ts';

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
