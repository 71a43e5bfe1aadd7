import type * as aws from '@pulumi/aws';
import type { Settings } from '../config/settings.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';

/** After how many days S3 deletes what nobody needs any more; undefined: never. */
export interface Expiry {
  readonly unfinishedUploadDays: number;
  readonly noncurrentVersionDays: number | undefined;
  readonly checkpointDays: number | undefined;
  readonly runDays: number | undefined;
  readonly outputDays: number | undefined;
  /** Whether a run may leave parts of a data set behind when it is given up. */
  readonly fanOut: Settings['fanOut'];
}

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** Rules of the bucket's lifecycle, in S3's terms. */
export function lifecycleRules(layout: DatasetLayout, expiry: Expiry): readonly LifecycleRule[] {
  const { unfinishedUploadDays, noncurrentVersionDays, checkpointDays, runDays, outputDays, fanOut } = expiry;
  return [
    {
      ...enabled('abort-abandoned-uploads', ''),
      abortIncompleteMultipartUpload: { daysAfterInitiation: unfinishedUploadDays },
    },
    ...(fanOut === 'never' ? [] : [abandonedParts(layout.fanOutPrefix, unfinishedUploadDays)]),
    ...(noncurrentVersionDays === undefined ? [] : [expiredVersions(noncurrentVersionDays)]),
    ...(checkpointDays === undefined ? [] : [expired('expire-checkpoints', layout.checkpointPrefix, checkpointDays)]),
    ...(runDays === undefined ? [] : [expired('expire-runs', layout.runsPrefix, runDays)]),
    ...(outputDays === undefined ? [] : [expired('expire-training-output', layout.outputPrefix, outputDays)]),
  ];
}

/** A run of several functions removes its parts when it succeeds; one that fails may be redriven for so long. */
function abandonedParts(prefix: string, days: number): LifecycleRule {
  return { ...enabled('expire-abandoned-parts', prefix), expiration: { days } };
}

/** A deleted object leaves a marker, which goes when the last of its versions has gone. */
function expiredVersions(noncurrentDays: number): LifecycleRule {
  return {
    ...enabled('expire-old-versions', ''),
    noncurrentVersionExpiration: { noncurrentDays },
    expiration: { expiredObjectDeleteMarker: true },
  };
}

function expired(id: string, folder: string, days: number): LifecycleRule {
  return { ...enabled(id, `${folder}/`), expiration: { days } };
}

function enabled(id: string, prefix: string): LifecycleRule {
  return { id, status: 'Enabled', filter: { prefix } };
}
