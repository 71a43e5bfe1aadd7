import { listIn, type Members, membersIn, textIn, timeMsIn } from '../../model/members.ts';
import { callRest } from '../aws-call.ts';
import { callJson } from '../call-json.ts';

export interface ListedModel {
  readonly name: string;
  readonly createdMs: number;
}

export interface Model extends ListedModel {
  readonly artifact: string;
  readonly image: string;
}

const MAX_MODELS = 100;

/** The newest first. */
export async function listModels(signal?: AbortSignal): Promise<readonly ListedModel[]> {
  const input = { SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: MAX_MODELS };
  return listIn(await callJson('sagemaker', 'ListModels', input, signal), 'Models').map(listedIn);
}

export async function describeModel(ModelName: string, signal?: AbortSignal): Promise<Model> {
  const answer = await callJson('sagemaker', 'DescribeModel', { ModelName }, signal);
  const [first = {}] = listIn(answer, 'Containers');
  const container = { ...first, ...membersIn(answer, 'PrimaryContainer') };
  return {
    ...listedIn(answer),
    artifact: textIn(container, 'ModelDataUrl') ?? '',
    image: textIn(container, 'Image') ?? '',
  };
}

function listedIn(answer: Members): ListedModel {
  return { name: textIn(answer, 'ModelName') ?? '', createdMs: timeMsIn(answer, 'CreationTime') ?? 0 };
}

/** What came of one image: a probability of each class, or why there is none. */
export type Predicted = { readonly probabilities: readonly number[] } | { readonly problem: string };

/** A model's predictions for images in S3, at most 100 of them, in their order. */
export async function predictImages(
  model: string,
  images: readonly string[],
  signal: AbortSignal,
): Promise<readonly Predicted[]> {
  const headers = { 'content-type': 'application/json' };
  return predictionsIn(await ask('', headers, JSON.stringify({ model, images }), signal));
}

/** A model's prediction for a file that the user has chosen. */
export async function predictFile(model: string, file: Blob, signal?: AbortSignal): Promise<Predicted> {
  const headers = { 'content-type': file.type === '' ? 'application/x-image' : file.type };
  const answer = await ask(`?model=${encodeURIComponent(model)}`, headers, file, signal);
  return predictionsIn(answer)[0] ?? { problem: 'there was no answer' };
}

async function ask(
  query: string,
  headers: Readonly<Record<string, string>>,
  body: string | Blob,
  signal?: AbortSignal,
): Promise<Members> {
  const call = { service: 'sagemaker', operation: 'Predict', method: 'POST', path: `/_rehearsal/predictions${query}` };
  return (await callRest({ ...call, headers, body, ...(signal === undefined ? {} : { signal }) })).json();
}

function predictionsIn(answer: Members): readonly Predicted[] {
  return listIn(answer, 'predictions').map((one) => {
    const probabilities: unknown = one['probabilities'];
    if (!Array.isArray(probabilities)) return { problem: textIn(one, 'problem') ?? 'there is no prediction' };
    return { probabilities: probabilities.filter((share) => typeof share === 'number') };
  });
}
