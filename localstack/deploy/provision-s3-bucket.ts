import { CreateBucketCommand, DeleteBucketTaggingCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import {
  type DeployTarget,
  type Provisioner,
  physicalName,
  type RegisteredResource,
  unlessRefused,
} from './provisioner.ts';
import { optionalString, stringMap } from './resource-inputs.ts';

/** `aws:s3/bucket:Bucket`. `forceDestroy` belongs to deletion, which a local run does by removing its data folder. */
export const provisionBucket: Provisioner = async (resource, target) => {
  const name = optionalString(resource, 'bucket') ?? physicalName(resource, target);
  await createBucket(name, target);
  await tagBucket(name, resource, target);
  return {
    id: name,
    outputs: {
      bucket: name,
      arn: `arn:aws:s3:::${name}`,
      region: target.region,
      bucketDomainName: `${name}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${name}.s3.${target.region}.amazonaws.com`,
    },
  };
};

export async function createBucket(name: string, target: DeployTarget): Promise<void> {
  // us-east-1 is the one region that S3 does not accept as a location constraint.
  const location =
    target.region === 'us-east-1'
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: asLocation(target.region) } };
  await unlessRefused(
    async () => {
      await target.clients.s3.send(new CreateBucketCommand({ Bucket: name, ...location }));
    },
    ['BucketAlreadyOwnedByYou'],
    async () => undefined,
  );
}

/** The SDK lists the regions it knew when it was made; a region is checked by the program, not here. */
function asLocation(region: string) {
  return region as 'eu-west-1';
}

async function tagBucket(name: string, resource: RegisteredResource, target: DeployTarget): Promise<void> {
  const tags = Object.entries(stringMap(resource, 'tags')).map(([Key, Value]) => ({ Key, Value }));
  await (tags.length === 0
    ? target.clients.s3.send(new DeleteBucketTaggingCommand({ Bucket: name }))
    : target.clients.s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: tags } })));
}
