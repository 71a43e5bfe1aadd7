import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { S3State } from '../store/s3-state.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlResponse, xmlTime } from '../wire/xml-documents.ts';

const MAX_BUCKETS = 10_000;

export const bucketListing: S3Operations = { ListBuckets: listBuckets };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html: pages only where max-buckets is given. */
function listBuckets(request: S3Request, state: S3State): WireResponse {
  const prefix = request.query.get('prefix') ?? '';
  const region = request.query.get('bucket-region');
  const after = bucketToken(request.query.get('continuation-token'));
  const maxBuckets = bucketPageSize(request.query.get('max-buckets'));
  const matching = state.buckets
    .list()
    .filter(({ name }) => name.startsWith(prefix) && name > after)
    .filter((bucket) => region === undefined || bucket.region === region);
  const page = matching.slice(0, maxBuckets);
  const last = page.at(-1);
  return xmlResponse('ListAllMyBucketsResult', {
    Owner: { ID: state.ownerId },
    Buckets: {
      Bucket: page.map(({ name, createdAtMs, region: bucketRegion }) => ({
        Name: name,
        CreationDate: xmlTime(createdAtMs),
        BucketRegion: bucketRegion,
        BucketArn: `arn:aws:s3:::${name}`,
      })),
    },
    ContinuationToken:
      page.length < matching.length && last !== undefined ? Buffer.from(last.name).toString('base64') : undefined,
    Prefix: prefix === '' ? undefined : prefix,
  });
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
