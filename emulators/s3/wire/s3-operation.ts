import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { S3State } from '../store/s3-state.ts';
import type { S3Request } from './s3-request.ts';

/** One operation of the S3 API; refusals are thrown as AwsError. */
export type S3Operation = (request: S3Request, state: S3State) => WireResponse | Promise<WireResponse>;

export type S3Operations = Readonly<Record<string, S3Operation>>;
