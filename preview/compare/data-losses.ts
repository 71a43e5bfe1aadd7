import type { Operation } from '../plan/operation.ts';
import type { Urn } from '../plan/urn.ts';
import type { ProgramSnapshot, ResourceSnapshot } from '../program-snapshot.ts';
import { find, type Rename } from './renames.ts';

/** Data, or what guards it, that an update deletes or replaces. */
export interface DataLoss {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly operation: 'delete' | 'replace';
  /** What happens to it, as the end of a sentence that begins with its name. */
  readonly text: string;
}

const BUCKET = 'aws:s3/bucket:Bucket';

/** What holds data, and what of it is lost. */
const HOLDING: Readonly<Record<string, string>> = {
  'aws:cloudwatch/logGroup:LogGroup': 'its log events',
  'aws:s3/bucketObject:BucketObject': 'the object',
  'aws:s3/bucketObjectv2:BucketObjectv2': 'the object',
  'aws:dynamodb/table:Table': 'its items',
  'aws:ecr/repository:Repository': 'its images',
  'aws:efs/fileSystem:FileSystem': 'its files',
  'aws:rds/cluster:Cluster': 'its databases',
  'aws:rds/instance:Instance': 'its databases',
  'aws:kms/key:Key': 'all that it has encrypted',
  'aws:sqs/queue:Queue': 'its messages',
};

/** What keeps a bucket's objects safe, and what its deletion means. */
const GUARDING: Readonly<Record<string, string>> = {
  'aws:s3/bucketVersioning:BucketVersioning': 'the bucket keeps no versions of its objects any more',
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': 'public access to the bucket is not blocked any more',
  'aws:s3/bucketPolicy:BucketPolicy': 'nothing of the bucket’s policy holds any more',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration':
    'new objects are encrypted by S3’s own keys',
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': 'nothing in the bucket expires any more',
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': 'access lists of objects count again',
};

/** Buckets first. Settings of a bucket that goes itself are not told one by one. */
export function dataLosses(
  before: ProgramSnapshot,
  after: ProgramSnapshot,
  operations: readonly Operation[],
  lost: readonly Rename[],
): readonly DataLoss[] {
  const found = operations.flatMap((operation) => {
    if (operation.op !== 'delete' && operation.op !== 'replace') return [];
    const resource = find(before, operation.formerUrn ?? operation.urn);
    const isMadeAgain = operation.op === 'replace' || lost.some((pair) => pair.before === resource);
    const moved = operation.replacedFor.includes('region') ? find(after, operation.urn)?.region : undefined;
    return resource === undefined ? [] : [{ ...operation, op: operation.op, resource, isMadeAgain, moved }];
  });
  const buckets = found.filter(({ resource }) => resource.type === BUCKET);
  const gone = new Set(buckets.map(({ resource }) => resource.urn));
  const others = found.filter(
    ({ resource }) =>
      resource.type in HOLDING ||
      (resource.type in GUARDING && !resource.propertyDependencies['bucket']?.some((urn) => gone.has(urn))),
  );
  return [...buckets, ...others].map((loss) => {
    const { urn, type, name } = loss.resource;
    return { urn, type, name, operation: loss.op, text: lossText(loss) };
  });
}

interface Loss extends Operation {
  readonly op: 'delete' | 'replace';
  readonly resource: ResourceSnapshot;
  readonly isMadeAgain: boolean;
  /** The region to which it moves, if it does. */
  readonly moved: string | undefined;
}

function lossText(loss: Loss): string {
  const { op, resource, isMadeAgain, moved, refused, retained } = loss;
  const what = op === 'replace' ? 'replaced' : isMadeAgain ? 'deleted and made again' : 'deleted';
  const place = moved === undefined ? '' : `, since it moves from ${resource.region} to ${moved}`;
  if (refused) return `is protected, and would be ${what}${place}: Pulumi refuses the whole update`;
  if (retained) return `is ${what}${place}: what is there stays on AWS, outside the stack${anew(isMadeAgain)}`;
  return `is ${what}${place}: ${consequence(resource, isMadeAgain)}`;
}

function anew(isMadeAgain: boolean): string {
  return isMadeAgain ? ', and an empty one takes its place' : '';
}

function consequence({ type, inputs }: ResourceSnapshot, isMadeAgain: boolean): string {
  if (type === BUCKET) {
    if (inputs['forceDestroy'] === true) return `every object in it is lost (forceDestroy)${anew(isMadeAgain)}`;
    return 'S3 deletes only an empty bucket, so the update fails there while it holds objects';
  }
  const guarded = GUARDING[type];
  if (guarded !== undefined) return isMadeAgain ? 'it does not hold in between' : guarded;
  return `${HOLDING[type]} are lost`.replace(/^(the object|all that it has encrypted) are/, '$1 is');
}
