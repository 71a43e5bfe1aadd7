import { roleTrusts } from '../core/authorization/trusted-service.ts';
import type { AwsClients } from '../core/aws-clients.ts';
import { serviceRefusal } from './sdk-error.ts';

/** Name of the sessions in which SageMaker acts for a role. */
export const SAGEMAKER_SESSION = 'SageMaker';
const SERVICE_PRINCIPAL = /^sagemaker\.amazonaws\.com$/;

/** Clients that act as the role, or undefined when it does not exist or does not let SageMaker assume it. */
export async function assumeForSageMaker(clients: AwsClients, roleArn: string): Promise<AwsClients | undefined> {
  try {
    if (!(await roleTrusts(clients.iam, roleArn, SERVICE_PRINCIPAL))) return undefined;
    return await clients.assume(roleArn, SAGEMAKER_SESSION);
  } catch (error) {
    if (serviceRefusal(error) !== undefined) return undefined;
    throw error;
  }
}
