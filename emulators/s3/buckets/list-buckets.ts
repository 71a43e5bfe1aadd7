import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { S3State } from '../store/s3-state.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlResponse, xmlTime } from '../wire/xml-documents.ts';
import { bucketArn, isRegion, regionOf } from './location-constraint.ts';

const MAX_BUCKETS = 10_000;
const PARAMETERS = ['prefix', 'bucket-region', 'continuation-token', 'max-buckets'];

export const bucketListing: S3Operations = { ListBuckets: listBuckets };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html: pages only where max-buckets is given. */
function listBuckets(request: S3Request, state: S3State): WireResponse {
  const prefix = request.query.get('prefix') ?? '';
  const region = wantedRegion(request.query.get('bucket-region'));
  const after = bucketToken(request.query.get('continuation-token'));
  const maxBuckets = bucketPageSize(request.query.get('max-buckets'));
  const matching = state.buckets
    .list()
    .filter(({ name }) => name.startsWith(prefix) && name > after)
    .filter((bucket) => region === undefined || regionOf(bucket.region) === region);
  // AWS shows regions only where a parameter is given: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html
  const isNarrowed = PARAMETERS.some((name) => request.query.has(name));
  const page = matching.slice(0, maxBuckets);
  const last = page.at(-1);
  return xmlResponse('ListAllMyBucketsResult', {
    Owner: { ID: state.ownerId },
    Buckets: {
      Bucket: page.map((bucket) => ({
        Name: bucket.name,
        CreationDate: xmlTime(bucket.createdAtMs),
        BucketRegion: isNarrowed ? regionOf(bucket.region) : undefined,
        BucketArn: bucketArn(bucket),
      })),
    },
    ContinuationToken:
      page.length < matching.length && last !== undefined ? Buffer.from(last.name).toString('base64') : undefined,
    Prefix: prefix === '' ? undefined : prefix,
  });
}

function wantedRegion(name: string | undefined): string | undefined {
  if (name === undefined || isRegion(regionOf(name))) return name === undefined ? undefined : regionOf(name);
  throw invalidArgument(`Argument value ${name} is not a valid AWS Region`, 'bucket-region', name);
}

function bucketToken(token: string | undefined): string {
  return token === undefined ? '' : Buffer.from(token, 'base64').toString('utf8');
}

function bucketPageSize(value: string | undefined): number {
  if (value === undefined) return MAX_BUCKETS;
  const size = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (size >= 1 && size <= MAX_BUCKETS) return size;
  throw invalidArgument(`Argument max-buckets must be an integer between 1 and ${MAX_BUCKETS}`, 'max-buckets', value);
}
