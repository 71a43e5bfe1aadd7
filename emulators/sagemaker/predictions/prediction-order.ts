import { isJsonObject } from '../../core/wire/wire-json.ts';

/** What a request wants to have predicted. */
export interface PredictionOrder {
  /** Exactly one of both: the name of a model, or where an artifact is. */
  readonly model?: string;
  readonly artifact?: string;
  /** Where images are in S3. */
  readonly images: readonly string[];
  /** A JSON file whose member `labels` gives each class's name its number. */
  readonly labels?: string;
}

/** More would be answered too late for whoever shows how far it is. */
export const MOST_IMAGES = 100;
/** Unknown members that are named one by one. */
const MOST_NAMED = 20;
const MEMBERS = ['model', 'artifact', 'images', 'labels'];
const EXAMPLE = '{"model":"NAME","images":["s3://BUCKET/KEY"],"labels":"s3://BUCKET/labels.json"}';

/** The order in a JSON text, or all that is wrong with it. */
export function orderIn(text: string): PredictionOrder | { readonly problems: readonly string[] } {
  const value = parsed(text);
  if (!isJsonObject(value)) return { problems: [`the body is no JSON object; send one such as ${EXAMPLE}`] };
  const { images, ...place } = value;
  const problems = unknownMembers(Object.keys(value).filter((name) => !MEMBERS.includes(name)));
  if (!isTexts(images)) problems.push('images must be a list of addresses such as s3://BUCKET/KEY');
  else if (images.length > MOST_IMAGES) {
    problems.push(`${images.length} images are too many for one request; send at most ${MOST_IMAGES}`);
  }
  const order = placeIn(place);
  if ('problems' in order) problems.push(...order.problems);
  if (problems.length > 0 || 'problems' in order) return { problems };
  return { ...order, images: isTexts(images) ? images : [] };
}

/** The same without images, from the members of a query or of a JSON object. */
export function placeIn({
  model,
  artifact,
  labels,
}: Readonly<Record<string, unknown>>): Omit<PredictionOrder, 'images'> | { readonly problems: readonly string[] } {
  const given = Object.entries({ model, artifact, labels }).filter(([, value]) => value !== undefined);
  const problems = given.filter(([, value]) => typeof value !== 'string').map(([name]) => `${name} must be a text`);
  if ((model === undefined) === (artifact === undefined)) {
    problems.push('name either a model, or an artifact such as s3://BUCKET/JOB/output/model.tar.gz');
  }
  return problems.length > 0 ? { problems } : Object.fromEntries(given);
}

function unknownMembers(names: readonly string[]): string[] {
  const problems = names
    .slice(0, MOST_NAMED)
    .map((name) => `${JSON.stringify(name)} is not known; there are ${MEMBERS.join(', ')}`);
  const more = names.length - problems.length;
  return more === 0 ? problems : [...problems, `${more} more members are not known`];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
