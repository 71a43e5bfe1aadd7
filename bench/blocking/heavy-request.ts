import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';

/** A request of a kind that takes much work. */
export interface HeavyRequest {
  readonly name: string;
  /** What must be there first; not measured. */
  readonly prepare?: (clients: AwsClients) => Promise<unknown>;
  readonly run: (clients: AwsClients) => Promise<unknown>;
}

export const ROLE = 'arn:aws:iam::000000000000:role/bench';
export const BUCKET = 'bench';
export const KIB = 1024;
export const MIB = 1024 * KIB;

/** All of these, a few at a time. */
export async function inParallel(
  count: number,
  atOnce: number,
  one: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await one(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** A role that states, functions and jobs may take, and that may do everything. */
export async function makeRole({ iam }: AwsClients): Promise<void> {
  const Principal = { Service: ['states', 'lambda', 'sagemaker'].map((name) => `${name}.amazonaws.com`) };
  const trust = { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } };
  const all = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  await iam.send(new CreateRoleCommand({ RoleName: 'bench', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const policy = { RoleName: 'bench', PolicyName: 'all', PolicyDocument: JSON.stringify(all) };
  await iam.send(new PutRolePolicyCommand(policy));
}

/** Twenty states, one after the other: Pass states, unless the last one is another. */
export function chain(prefix = 'S', last: object = { Type: 'Pass', End: true }): object {
  const states = Array.from({ length: 20 }, (_, at) => [
    `${prefix}${at}`,
    at < 19 ? { Type: 'Pass', Next: `${prefix}${at + 1}` } : last,
  ]);
  return { StartAt: `${prefix}0`, States: Object.fromEntries(states) };
}
