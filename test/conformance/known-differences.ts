/** Variants that are not answered as AWS answers them, and why. */
export interface KnownDifference {
  readonly operation: string;
  /** The member, or one above it. */
  readonly path: string;
  /** What is done to the member; any, if absent. */
  readonly what?: readonly string[];
  readonly reason: string;
}

const NO_FAST_FILE = 'the algorithm is not documented for FastFile mode, and what it does there is not known';

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    operation: 'CreateTrainingJob',
    path: 'serverlessJobConfig',
    reason: 'serverless jobs customize language models; only the image-classification algorithm is emulated',
  },
  {
    operation: 'CreateTrainingJob',
    path: 'algorithmSpecification.trainingInputMode',
    what: ['value FastFile'],
    reason: NO_FAST_FILE,
  },
  {
    operation: 'CreateTrainingJob',
    path: 'inputDataConfig.1.member.inputMode',
    what: ['value FastFile'],
    reason: NO_FAST_FILE,
  },
  {
    operation: 'CreateTrainingJob',
    path: 'inputDataConfig.1.member.dataSource.s3DataSource.s3DataType',
    what: ['value ManifestFile', 'value AugmentedManifestFile', 'value Converse'],
    reason:
      'channels are read by prefix, and augmented manifests in Pipe mode as RecordIO; the rest is refused rather than ignored',
  },
  {
    operation: 'CreateTrainingJob',
    path: 'inputDataConfig.1.member.compressionType',
    what: ['value Gzip'],
    reason: 'compressed channels are refused rather than read as they are',
  },
  {
    operation: 'CreateTrainingJob',
    path: 'inputDataConfig.1.member.recordWrapperType',
    what: ['value RecordIO'],
    reason: 'images are wrapped as RecordIO for augmented manifests only',
  },
  {
    operation: 'CreateTrainingJob',
    path: 'outputDataConfig.compressionType',
    what: ['value NONE'],
    reason: 'the artifact is always model.tar.gz',
  },
  {
    operation: 'CreateTrainingJob',
    path: 'resourceConfig.keepAlivePeriodInSeconds',
    what: ['21600'],
    reason: 'there are no instances that could be kept warm',
  },
  {
    operation: 'CreateModel',
    path: 'primaryContainer.mode',
    what: ['value MultiModel'],
    reason: 'models are never served here, and one with many artifacts cannot be checked as one',
  },
];

export function isKnown(
  difference: KnownDifference,
  { operation, path, what }: { readonly operation: string; readonly path: string; readonly what: string },
): boolean {
  const isAtOrBelow = path === difference.path || path.startsWith(`${difference.path}.`);
  return operation === difference.operation && isAtOrBelow && (difference.what?.includes(what) ?? true);
}
