import {
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { DeployTarget, Provisioner, RegisteredResource } from './provisioner.ts';
import { policyText, requiredString, toApiShape } from './resource-inputs.ts';

type Send = (bucket: string, resource: RegisteredResource, target: DeployTarget) => Promise<unknown>;

/** A resource that is one PUT on a bucket; Pulumi's AWS provider gives it the bucket's name as id. */
function bucketSetting(send: Send): Provisioner {
  return async (resource, target) => {
    const bucket = requiredString(resource, 'bucket');
    await send(bucket, resource, target);
    return { id: bucket, outputs: {} };
  };
}

export const provisionPublicAccessBlock = bucketSetting((Bucket, { inputs }, { clients }) => {
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: inputs['blockPublicAcls'] === true,
    BlockPublicPolicy: inputs['blockPublicPolicy'] === true,
    IgnorePublicAcls: inputs['ignorePublicAcls'] === true,
    RestrictPublicBuckets: inputs['restrictPublicBuckets'] === true,
  };
  return clients.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
});

export const provisionBucketPolicy = bucketSetting((Bucket, resource, { clients }) =>
  clients.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policyText(resource, 'policy') })),
);

export const provisionVersioning = bucketSetting((Bucket, { inputs }, { clients }) => {
  const VersioningConfiguration = block(inputs['versioningConfiguration']);
  return clients.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
});

export const provisionOwnershipControls = bucketSetting((Bucket, { inputs }, { clients }) => {
  const Rules = [{ ObjectOwnership: 'BucketOwnerEnforced' as const, ...block(inputs['rule']) }];
  return clients.s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules } }));
});

export const provisionEncryption = bucketSetting((Bucket, { inputs }, { clients }) => {
  const Rules = blocks(inputs['rules']).map(({ ApplyServerSideEncryptionByDefault: byDefault, ...rule }) => {
    // Pulumi spells the member `sseAlgorithm`, the API `SSEAlgorithm`.
    const { SseAlgorithm, KmsMasterKeyId, ...others } = block(byDefault);
    const algorithm = {
      ...others,
      SSEAlgorithm: SseAlgorithm as 'AES256',
      ...optionalMember('KMSMasterKeyID', KmsMasterKeyId),
    };
    return { ...rule, ApplyServerSideEncryptionByDefault: algorithm };
  });
  return clients.s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
});

export const provisionLifecycle = bucketSetting((Bucket, { inputs }, { clients }) => {
  const Rules = blocks(inputs['rules']).map(({ Id, Status, Filter, ...rule }) => ({
    ...rule,
    ID: Id as string,
    Status: Status as 'Enabled' | 'Disabled',
    Filter: block(Filter),
  }));
  return clients.s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
});

function block(value: unknown): Record<string, unknown> {
  return { ...(toApiShape(value ?? {}) as Record<string, unknown>) };
}

function blocks(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(block) : [];
}

function optionalMember(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}
