import { AwsClients } from '../../core/aws-clients.ts';
import { BodyTooLargeError, readBody, type WireRequest, type WireResponse } from '../../core/http/http-exchange.ts';
import { inParallel } from '../../core/process/in-parallel.ts';
import { OWN_PATH, ownJson, ownProblem, ownText, refusalOfPages } from '../own-requests/own-answers.ts';
import type { LoadedModels, LoadedPredictor } from './loaded-models.ts';
import { OrderError, UnusableArtifactError } from './prediction-errors.ts';
import { orderIn, type PredictionOrder, placeIn } from './prediction-order.ts';
import {
  artifactOf,
  classNames,
  locationOf,
  MAX_BODY_BYTES,
  objectAt,
  onlyWhereReadable,
} from './prediction-sources.ts';
import type { PredictedImage, Prediction } from './predictor-process.ts';

/** Where a running emulator is asked what a model makes of images. */
export const PREDICTIONS_PATH = `${OWN_PATH}predictions`;
/** Of JSON: 100 addresses of the longest keys are smaller, and larger ones would hold up other requests. */
const MAX_ORDER_BYTES = 256 * 1024;
/** Images that are read and decoded at once. */
const AT_ONCE = 6;
const CONTENT_TYPE_OF_OBJECTS = 'application/x-image';

export interface PredictionParts {
  /** Of the account, for callers that sign nothing; every other one's S3 and SageMaker are asked in its own name. */
  readonly clients: AwsClients;
  readonly loaded: LoadedModels;
}

/**
 * POST with JSON (prediction-order.ts) predicts images in S3; with any other content type it predicts the image that is the
 * body, and the query names model or artifact, and labels.
 */
export async function answerPredictionRequest(parts: PredictionParts, request: WireRequest): Promise<WireResponse> {
  const refusal = refusalOfPages(request, 'have images predicted');
  if (refusal === undefined && request.method === 'POST') return await answerPost(parts, request);
  request.body.resume();
  return refusal ?? ownProblem(405, [`${request.method} is not known here; POST predicts`]);
}

async function answerPost(parts: PredictionParts, request: WireRequest): Promise<WireResponse> {
  const clients = callerClients(parts.clients, request);
  const { 'content-type': contentType = '' } = request.headers;
  const isOrder = contentType.split(';')[0]?.trim().toLowerCase() === 'application/json';
  try {
    const body = await readBody(request.body, isOrder ? MAX_ORDER_BYTES : MAX_BODY_BYTES);
    const order = isOrder
      ? orderIn(body.toString('utf8'))
      : placeIn(Object.fromEntries(new URL(request.target, 'http://localhost').searchParams));
    if ('problems' in order) return ownProblem(400, order.problems);
    return ownJson(200, await answerTo(order, { contentType, bytes: body }, clients, parts.loaded, request.signal));
  } catch (error) {
    if (error instanceof BodyTooLargeError) return ownProblem(413, [tooLarge(error, isOrder)]);
    if (error instanceof OrderError) return ownProblem(error.status, [error.message]);
    if (error instanceof UnusableArtifactError) return ownProblem(400, [error.message]);
    if (request.signal.aborted) throw error;
    return ownProblem(500, [error instanceof Error ? error.message : String(error)]);
  } finally {
    if (clients !== parts.clients) clients.destroy();
  }
}

function tooLarge({ message }: BodyTooLargeError, isOrder: boolean): string {
  return isOrder ? `${message}, the most of JSON here; send fewer images` : `${message}, which no endpoint takes`;
}

/** What a caller may not read it is not told by way of a prediction either. */
function callerClients(account: AwsClients, { accessKeyId, region }: WireRequest): AwsClients {
  if (accessKeyId === undefined) return account;
  return new AwsClients({ ...account.access, region, credentials: { accessKeyId, secretAccessKey: 'not-verified' } });
}

async function answerTo(
  order: Omit<PredictionOrder, 'images'> & Partial<PredictionOrder>,
  sent: PredictedImage,
  clients: AwsClients,
  loaded: LoadedModels,
  signal: AbortSignal,
): Promise<object> {
  const artifact = order.artifact ?? (await artifactOf(order.model ?? '', clients));
  return onlyWhereReadable(artifact, () =>
    loaded.use(
      clients.s3,
      locationOf(artifact),
      async (predictor) => {
        const { labels, images } = order;
        const classes = labels === undefined ? undefined : await classNames(labels, predictor, clients);
        const predictions =
          images === undefined
            ? [shown(await predictor.predict(sent, signal))]
            : await inParallel(images, AT_ONCE, (image) => predictObject(image, predictor, clients, signal));
        return { artifact, model: predictor.model, ...(classes === undefined ? {} : { classes }), predictions };
      },
      signal,
    ),
  );
}

async function predictObject(
  image: string,
  predictor: LoadedPredictor,
  clients: AwsClients,
  signal: AbortSignal,
): Promise<object> {
  try {
    const bytes = await onlyWhereReadable(image, () => objectAt(image, clients));
    return { image, ...shown(await predictor.predict({ contentType: CONTENT_TYPE_OF_OBJECTS, bytes }, signal)) };
  } catch (error) {
    if (error instanceof OrderError) return { image, problem: ownText(error.message) };
    throw error;
  }
}

function shown(prediction: Prediction): object {
  return 'refusal' in prediction ? { problem: prediction.refusal.message } : prediction;
}
