import { UpdateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { UserError } from '../../../emulators/core/user-error.ts';
import { championAmong, listVersions } from './model-versions.ts';
import type { Decision } from './models-table.ts';

const OUTCOMES = { approve: 'Approved', reject: 'Rejected' } as const;

/** Approves or rejects a version; gives lines that say so, and which one the next run compares with. */
export async function decideVersion(
  clients: Pick<AwsClients, 'sagemaker'>,
  group: string,
  { kind, version, why }: Decision,
): Promise<readonly string[]> {
  const versions = await listVersions(clients, group);
  const chosen = versions.find(({ ModelPackageVersion }) => ModelPackageVersion === version);
  if (chosen === undefined)
    throw noVersion(
      group,
      version,
      versions.flatMap((one) => one.ModelPackageVersion ?? []),
    );
  const [before, after] = [chosen.ModelApprovalStatus, OUTCOMES[kind]];
  if (before === after)
    throw new UserError('DecidedError', `version ${version} of ${group} is ${after} already; nothing was changed`);
  await clients.sagemaker.send(
    new UpdateModelPackageCommand({
      ModelPackageArn: chosen.ModelPackageArn,
      ModelApprovalStatus: after,
      // Without one the reason of an earlier decision would stay.
      ApprovalDescription: why ?? `${after} by npm run models`,
    }),
  );
  return [`version ${version} of ${group}: ${before} → ${after}`, await championLine(clients, group)];
}

async function championLine(clients: Pick<AwsClients, 'sagemaker'>, group: string): Promise<string> {
  const champion = championAmong(await listVersions(clients, group));
  if (champion === undefined) return 'champion of the next run: none, for no version is approved';
  return `champion of the next run: version ${champion.ModelPackageVersion}, the newest approved one`;
}

function noVersion(group: string, version: number, known: readonly number[]): UserError {
  const there = known.length === 0 ? 'it has none' : `the newest are ${known.slice(0, 10).join(', ')}`;
  return new UserError('NoVersionError', `${group} has no version ${version}; ${there}`);
}
