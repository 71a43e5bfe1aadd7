import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeModelPackageCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackagesCommand,
  type ListModelPackagesCommandOutput,
  type ModelPackageSummary,
} from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { UserError } from '../../../emulators/core/user-error.ts';
import { jsonRecord, record } from '../../rehearsal/json-values.ts';
import type { CountedShare } from '../../rehearsal/judgement/judged-model.ts';

/** A registered model. Of one that the workflow did not register there is only what the registry itself keeps. */
export interface ModelVersion {
  readonly version: number;
  readonly arn: string;
  readonly approval: string;
  /** Why it was approved or rejected by hand. */
  readonly why?: string;
  /** The newest approved one, with which the next run compares its model. */
  readonly isChampion: boolean;
  readonly created: string;
  readonly verdict?: string;
  readonly accuracy?: Partial<CountedShare>;
  readonly datasetHash?: string;
  readonly execution?: string;
}

/** All versions of a group, the newest first. @throws {UserError} where there is no such group */
export async function listVersions(
  { sagemaker }: Pick<AwsClients, 'sagemaker'>,
  ModelPackageGroupName: string,
): Promise<readonly ModelPackageSummary[]> {
  await sagemaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName })).catch((cause: Error) => {
    if (cause.name !== 'ValidationException') throw cause;
    const advice = 'a run of a stack with lifecycle: register makes it';
    throw new UserError('NoModelsError', `there is no model package group ${ModelPackageGroupName}: ${advice}`, {
      cause,
    });
  });
  const found: ModelPackageSummary[] = [];
  const newestFirst = { ModelPackageGroupName, SortBy: 'CreationTime', SortOrder: 'Descending' } as const;
  let NextToken: string | undefined;
  do {
    const page: ListModelPackagesCommandOutput = await sagemaker.send(
      new ListModelPackagesCommand({
        ...newestFirst,
        MaxResults: 100,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    found.push(...(page.ModelPackageSummaryList ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** Of versions with the newest first, as the workflow looks for it. */
export function championAmong(versions: readonly ModelPackageSummary[]): ModelPackageSummary | undefined {
  return versions.find(({ ModelApprovalStatus }) => ModelApprovalStatus === 'Approved');
}

/** A version with what the workflow has written into it and into its evaluation. */
export async function describeVersion(
  clients: Pick<AwsClients, 'sagemaker' | 's3'>,
  { ModelPackageArn: arn = '', ModelPackageVersion: version = 0 }: ModelPackageSummary,
  championArn: string | undefined,
): Promise<ModelVersion> {
  const found = await clients.sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  const { verdict, datasetHash, execution, evaluation, accuracy } = found.CustomerMetadataProperties ?? {};
  const share = (await evaluatedAccuracy(clients, evaluation)) ?? shareOf(Number(accuracy ?? Number.NaN));
  return {
    version,
    arn,
    approval: found.ModelApprovalStatus ?? '',
    ...(found.ApprovalDescription === undefined ? {} : { why: found.ApprovalDescription }),
    isChampion: arn === championArn,
    created: found.CreationTime?.toISOString() ?? '',
    ...(verdict === undefined ? {} : { verdict }),
    ...(share === undefined ? {} : { accuracy: share }),
    ...(datasetHash === undefined ? {} : { datasetHash }),
    ...(execution === undefined ? {} : { execution }),
  };
}

/** The accuracy with its interval; undefined where the evaluation is gone, as from a bucket that was emptied. */
async function evaluatedAccuracy({ s3 }: Pick<AwsClients, 's3'>, uri = ''): Promise<ModelVersion['accuracy']> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (Bucket === undefined) return undefined;
  const text = await s3
    .send(new GetObjectCommand({ Bucket, Key }))
    .then(({ Body }) => Body?.transformToString())
    .catch((error: Error) => {
      if (['NoSuchKey', 'NoSuchBucket', 'AccessDenied'].includes(error.name)) return undefined;
      throw error;
    });
  const { value, low, high, hits, total } = record(jsonRecord(text)['accuracy']);
  if ([value, low, high, hits, total].some((part) => typeof part !== 'number')) return undefined;
  return { value: Number(value), low: Number(low), high: Number(high), hits: Number(hits), total: Number(total) };
}

function shareOf(value: number): ModelVersion['accuracy'] {
  return Number.isNaN(value) ? undefined : { value };
}
