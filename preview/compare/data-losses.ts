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

const BUCKETS = ['aws:s3/bucket:Bucket', 'aws:s3/bucketV2:BucketV2'];

/** What holds data, and what becomes of that. */
const HOLDING: Readonly<Record<string, string>> = {
  'aws:cloudwatch/logGroup:LogGroup': 'its log events are lost',
  'aws:cloudwatch/logStream:LogStream': 'its log events are lost',
  'aws:s3/bucketObject:BucketObject': 'the object is lost',
  'aws:s3/bucketObjectv2:BucketObjectv2': 'the object is lost',
  'aws:s3/objectCopy:ObjectCopy': 'the object is lost',
  'aws:dynamodb/table:Table': 'its items are lost',
  'aws:dynamodb/globalTable:GlobalTable': 'its items are lost',
  'aws:dynamodb/tableItem:TableItem': 'the item is lost',
  'aws:ecr/repository:Repository': 'its images are lost',
  'aws:efs/fileSystem:FileSystem': 'its files are lost',
  'aws:ebs/volume:Volume': 'what is on it is lost',
  'aws:rds/cluster:Cluster': 'its databases are lost',
  'aws:rds/instance:Instance': 'its databases are lost',
  'aws:rds/globalCluster:GlobalCluster': 'its databases are lost',
  'aws:rds/clusterSnapshot:ClusterSnapshot': 'the snapshot is lost',
  'aws:rds/snapshot:Snapshot': 'the snapshot is lost',
  'aws:docdb/cluster:Cluster': 'its databases are lost',
  'aws:neptune/cluster:Cluster': 'its databases are lost',
  'aws:redshift/cluster:Cluster': 'its databases are lost',
  'aws:elasticache/cluster:Cluster': 'what is in it is lost',
  'aws:elasticache/replicationGroup:ReplicationGroup': 'what is in it is lost',
  'aws:opensearch/domain:Domain': 'its indexes are lost',
  'aws:kinesis/stream:Stream': 'its records are lost',
  'aws:sqs/queue:Queue': 'its messages are lost',
  'aws:backup/vault:Vault': 'its recovery points are lost',
  'aws:cognito/userPool:UserPool': 'its users are lost',
  'aws:ssm/parameter:Parameter': 'its value is lost',
  'aws:secretsmanager/secretVersion:SecretVersion': 'its value is lost',
};

/** What is lost after a time in which it can be brought back: by type, the input with the days, their default, and what is lost. */
const HELD_BACK: Readonly<Record<string, readonly [days: string, byDefault: number, what: string]>> = {
  'aws:kms/key:Key': ['deletionWindowInDays', 30, 'all that it has encrypted'],
  'aws:kms/externalKey:ExternalKey': ['deletionWindowInDays', 30, 'all that it has encrypted'],
  'aws:kms/replicaKey:ReplicaKey': ['deletionWindowInDays', 30, 'all that it has encrypted'],
  'aws:secretsmanager/secret:Secret': ['recoveryWindowInDays', 30, 'its value'],
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
  const buckets = found.filter(({ resource }) => BUCKETS.includes(resource.type));
  const gone = new Set(buckets.map(({ resource }) => resource.urn));
  const others = found.filter(
    ({ resource }) =>
      Object.hasOwn(HOLDING, resource.type) ||
      Object.hasOwn(HELD_BACK, resource.type) ||
      (Object.hasOwn(GUARDING, resource.type) &&
        !resource.propertyDependencies['bucket']?.some((urn) => gone.has(urn))),
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
  if (BUCKETS.includes(type)) {
    if (inputs['forceDestroy'] === true) return `every object in it is lost (forceDestroy)${anew(isMadeAgain)}`;
    return 'S3 deletes only an empty bucket, so the update fails there while it holds objects';
  }
  const guarded = GUARDING[type];
  if (guarded !== undefined) return isMadeAgain ? 'it does not hold in between' : guarded;
  const heldBack = HELD_BACK[type];
  return heldBack === undefined ? (HOLDING[type] ?? '') : lostLater(inputs, heldBack);
}

/** AWS keeps keys and secrets for a while. https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html */
function lostLater(
  inputs: ResourceSnapshot['inputs'],
  [name, byDefault, what]: readonly [days: string, byDefault: number, what: string],
): string {
  const given = inputs[name];
  const days = typeof given === 'number' ? given : byDefault;
  return days === 0
    ? `${what} is lost at once`
    : `${what} is lost after ${days} days, until which it can be brought back`;
}
