import { recordOf } from '../../generate-dataset/storage/json-shapes.ts';
import type { PayloadMembers } from './payload-members.ts';

/** Payload by which the state machine has validation images chosen. */
export interface ChooseEvent {
  readonly action: 'chooseImages';
  readonly executionName: string;
  readonly validationLstKey: string;
  /** Of the folder that the rows' paths are below, with its slash. */
  readonly imagesPrefix: string;
  readonly sampleSize: number;
  /** Times that the execution was redriven before. */
  readonly redrives: number;
  /** Absent where no package is approved. */
  readonly champion?: ChampionPackage;
}

/** The model package whose model is in use. */
export interface ChampionPackage {
  readonly arn: string;
  /** That the workflow gave it when it registered it. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Of its `evaluation.json`, as its model quality names it: the registry takes every address there. */
  readonly evaluationUri?: string;
}

const MOST_IMAGES = 10_000_000;
/** Of an execution: more than Step Functions allows. */
export const MOST_REDRIVES = 1_000_000;

export function chooseEvent(payload: PayloadMembers): ChooseEvent {
  const imagesPrefix = payload.text('imagesPrefix');
  if (imagesPrefix !== '' && !imagesPrefix.endsWith('/')) payload.wrong('imagesPrefix', 'a key prefix with its slash');
  const sampleSize = payload.number('sampleSize', 1, MOST_IMAGES);
  if (!Number.isInteger(sampleSize)) payload.wrong('sampleSize', 'a whole number');
  const champion = championPackage(payload.within('champion'));
  return {
    action: 'chooseImages',
    executionName: payload.text('executionName'),
    validationLstKey: payload.text('validationLstKey'),
    imagesPrefix,
    sampleSize,
    redrives: payload.number('redrives', 0, MOST_REDRIVES),
    ...(champion === undefined ? {} : { champion }),
  };
}

/** What DescribeModelPackage has answered, or ListModelPackages where it was not asked. */
function championPackage(champion: PayloadMembers): ChampionPackage | undefined {
  const listed = champion.value('packages');
  const described = champion.value('package') ?? (Array.isArray(listed) ? listed[0] : undefined);
  if (described === undefined) return undefined;
  const { ModelPackageArn: arn, CustomerMetadataProperties, ModelMetrics } = recordOf(described) ?? {};
  if (typeof arn !== 'string') champion.wrong('package', 'a model package with its ModelPackageArn');
  const metadata = Object.entries(recordOf(CustomerMetadataProperties) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const evaluationUri = statisticsUri(ModelMetrics);
  return {
    arn: String(arn),
    metadata: Object.fromEntries(metadata),
    ...(evaluationUri === undefined ? {} : { evaluationUri }),
  };
}

function statisticsUri(metrics: unknown): string | undefined {
  const { Statistics } = recordOf(recordOf(metrics)?.['ModelQuality']) ?? {};
  const uri = recordOf(Statistics)?.['S3Uri'];
  return typeof uri === 'string' ? uri : undefined;
}
