import type { WireResponse } from '../../core/http/http-exchange.ts';
import { requireObject } from '../objects/object-reading.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { aclsDisabled } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import { xmlResponse } from '../wire/xml-documents.ts';

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
