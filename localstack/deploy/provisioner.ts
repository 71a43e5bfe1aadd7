import { createHash } from 'node:crypto';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';

/** A resource as the Pulumi program registers it: all inputs are resolved values. */
export interface RegisteredResource {
  /** Pulumi type token, such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly logicalName: string;
  readonly inputs: ResourceInputs;
}

/** Pulumi hands inputs over as parsed values; each provisioner checks the ones it reads. */
export type ResourceInputs = Readonly<Record<string, unknown>>;

export interface ProvisionedResource {
  /** The provider's id, such as a bucket name or an ARN. */
  readonly id: string;
  /** Output properties beside the inputs; a program that reads another one gets an error, not undefined. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What somebody should know who trusts the result. */
  readonly notes?: readonly string[];
}

/** What a provisioner may use. */
export interface DeployTarget {
  readonly clients: AwsClients;
  readonly accountId: string;
  readonly region: string;
  readonly project: string;
  readonly stack: string;
}

/**
 * Makes a resource on the endpoint as described, or brings one that is there from an earlier run to that description: a
 * local run has no Pulumi state to compare with, so every provisioner must be safe to run again.
 */
export type Provisioner = (resource: RegisteredResource, target: DeployTarget) => Promise<ProvisionedResource>;

/**
 * The name that Pulumi's AWS provider would make up: logical name, hyphen, seven hexadecimal digits. Here the digits are
 * not random but follow from stack, type and logical name, so that a second deployment finds the first one's resources.
 */
export function physicalName(resource: RegisteredResource, target: DeployTarget, prefix?: string): string {
  const identity = [target.project, target.stack, resource.type, resource.logicalName].join('\n');
  const suffix = createHash('sha256').update(identity).digest('hex').slice(0, 7);
  return prefix === undefined ? `${resource.logicalName}-${suffix}` : `${prefix}${suffix}`;
}

/** Runs `action`; when it is refused with one of `codes`, runs `otherwise` instead. */
export async function unlessRefused<T>(
  action: () => Promise<T>,
  codes: readonly string[],
  otherwise: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Error && codes.includes(error.name)) return otherwise();
    throw error;
  }
}
