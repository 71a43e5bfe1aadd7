import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { startCloud } from '../../../localstack/index.ts';
import { errorOf } from '../../support/error-of.ts';

export const ACCOUNT = '000000000000';
export const CALLER = `arn:aws:iam::${ACCOUNT}:role/caller`;
/** A role that SageMaker and every caller of the account whose policies say so may assume. */
export const OTHER = `arn:aws:iam::${ACCOUNT}:role/other`;
export const USER = `User: arn:aws:sts::${ACCOUNT}:assumed-role/caller/session`;
/** Holds the object `cats/1.jpg`. */
export const BUCKET = 'photos';

export const TROUBLESHOOTING = 'IAM User Guide, "Troubleshoot access denied error messages"';
export const SERVICE_REFERENCE = '"Service Authorization Reference"';

export interface Grant {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string;
  readonly Condition?: object;
}

/** What AWS says where no policy allows an action. */
export function missing(action: string, resource?: string): string {
  const on = resource === undefined ? '' : ` on resource: ${resource}`;
  return `${USER} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`;
}

export async function refusal(call: Promise<unknown>) {
  const error = await errorOf(call);
  const { $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  return { name: error.name, status: $metadata?.httpStatusCode, message: error.message };
}

/** An embedded cloud with a role of which a test says what it may do. */
export class CallingRole {
  readonly cloud: StartedCloud;
  /** Clients of the role. */
  readonly clients: AwsClients;

  private constructor(cloud: StartedCloud, clients: AwsClients) {
    this.cloud = cloud;
    this.clients = clients;
  }

  static async start(): Promise<CallingRole> {
    const cloud = await startCloud({ kind: 'embedded' });
    const { iam, s3 } = cloud.clients;
    const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:root`, Service: 'sagemaker.amazonaws.com' };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    for (const RoleName of ['caller', 'other']) {
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    }
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'cats/1.jpg', Body: 'cat' }));
    return new CallingRole(cloud, await cloud.clients.assume(CALLER, 'session'));
  }

  /** From now on the role has these statements and no others. */
  async grant(...statements: readonly Grant[]): Promise<void> {
    const none = { Action: 'none:None' };
    const Statement = [none, ...statements].map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const put = new PutRolePolicyCommand({ RoleName: 'caller', PolicyName: 'inline', PolicyDocument });
    await this.cloud.clients.iam.send(put);
  }

  async close(): Promise<void> {
    this.clients.destroy();
    await this.cloud.close();
  }
}
