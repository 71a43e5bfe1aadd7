import type { WireResponse } from '../http-exchange.ts';
import { aclsDisabled } from './errors.ts';
import { requireObject } from './object-reading.ts';
import type { S3Operations } from './operation.ts';
import { requireBucket, type S3State } from './s3-state.ts';
import { xmlResponse } from './xml-documents.ts';

/** Buckets have their ACLs disabled, as AWS makes them since April 2023: the owner has full control, nobody else any. */
export const accessControlLists: S3Operations = {
  GetBucketAcl: (request, state) => {
    requireBucket(state, request.bucket);
    return ownerOnly(state);
  },
  GetObjectAcl: (request, state) => {
    requireObject(request, state);
    return ownerOnly(state);
  },
  PutBucketAcl: (request, state) => {
    requireBucket(state, request.bucket);
    throw aclsDisabled();
  },
  PutObjectAcl: (request, state) => {
    requireObject(request, state);
    throw aclsDisabled();
  },
};

function ownerOnly(state: S3State): WireResponse {
  const grantee = {
    '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    '@xsi:type': 'CanonicalUser',
    ID: state.ownerId,
  };
  return xmlResponse('AccessControlPolicy', {
    Owner: { ID: state.ownerId },
    AccessControlList: { Grant: { Grantee: grantee, Permission: 'FULL_CONTROL' } },
  });
}
