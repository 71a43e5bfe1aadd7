import { buffer } from 'node:stream/consumers';
import { DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../core/aws-clients.ts';
import { objectBody } from '../object-body.ts';
import { parseS3Uri, type S3Location } from '../s3-uri.ts';
import { serviceRefusal } from '../sdk-error.ts';
import { classNamesIn } from './class-names.ts';
import type { LoadedPredictor } from './loaded-models.ts';
import { OrderError } from './prediction-errors.ts';

/** SageMaker's own limit of a request to an endpoint is 25 MB ("Amazon SageMaker endpoints and quotas"). */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;

/** Where a model's artifact is. */
export async function artifactOf(name: string, { sagemaker }: AwsClients): Promise<string> {
  const model = await onlyWhereReadable(`the model ${JSON.stringify(name)}`, () =>
    sagemaker.send(new DescribeModelCommand({ ModelName: name })),
  );
  const address = (model.PrimaryContainer ?? model.Containers?.[0])?.ModelDataUrl;
  if (address === undefined) throw new OrderError(400, `the model ${JSON.stringify(name)} has no ModelDataUrl`);
  return address;
}

/** Names of the model's classes, by label. */
export async function classNames(
  uri: string,
  { model }: LoadedPredictor,
  clients: AwsClients,
): Promise<readonly string[]> {
  const text = (await onlyWhereReadable(uri, () => objectAt(uri, clients))).toString('utf8');
  const names = classNamesIn(text, model.numClasses);
  if (names !== undefined) return names;
  throw new OrderError(400, `${uri} does not give ${model.numClasses} names the numbers from 0 in its member "labels"`);
}

export async function objectAt(uri: string, { s3 }: AwsClients): Promise<Buffer> {
  const { bucket: Bucket, key: Key } = locationOf(uri);
  const { body, sizeBytes } = await objectBody(s3, { Bucket, Key });
  if (sizeBytes > MAX_BODY_BYTES) {
    body.destroy();
    throw new OrderError(413, `${uri} has ${sizeBytes} bytes, more than the ${MAX_BODY_BYTES} that an endpoint takes`);
  }
  return buffer(body);
}

/** The object that an address names. */
export function locationOf(uri: string): S3Location {
  const location = parseS3Uri(uri);
  if (location !== undefined && location.key !== '') return location;
  throw new OrderError(400, `${JSON.stringify(uri)} is no address of an object, such as s3://BUCKET/KEY`);
}

/** What a service refuses becomes an answer that names `what`. */
export async function onlyWhereReadable<T>(what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const refusal = serviceRefusal(error);
    if (refusal === undefined) throw error;
    const status = refusal.httpStatus === 403 ? 403 : 404;
    // A HEAD is answered without words, and the SDK knows names of few.
    const name = refusal.name === 'Unknown' ? `HTTP ${refusal.httpStatus}` : refusal.name;
    const words = refusal.message === 'UnknownError' ? '' : `: ${refusal.message}`;
    throw new OrderError(status, `${what} cannot be read: ${name}${words}`);
  }
}
