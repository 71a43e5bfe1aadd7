import type { EmulatedService } from '../../../emulators/core/emulated-service.ts';
import { type MemberReference, ModelFacts, type Shape } from '../model-facts.ts';
import type { ConformedApi, Members, RunningApi } from './conformed-api.ts';
import { send, startApi } from './json-calls.ts';

/** Sends inputs as REST with JSON bodies to a service over an empty folder. */
export function startRest(
  api: Pick<ConformedApi, 'model' | 'protocol'>,
  create: (dataFolder: string) => EmulatedService | Promise<EmulatedService>,
): Promise<RunningApi> {
  const facts = new ModelFacts(api);
  return startApi(create, async (service, operation, input) => {
    const request = restRequest(facts, operation, input);
    if (request === undefined) return undefined;
    const response = await send(service, request);
    const body = JSON.parse(String(response.body ?? '{}')) as { message?: string; Message?: string };
    const code = response.headers['x-amzn-errortype'];
    return { status: response.status, code, message: body.message ?? body.Message ?? '' };
  });
}

interface SentRest {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Undefined for what has no form in its place: nothing in a path, an object in a header, an empty list in a query. */
export function restRequest(facts: ModelFacts, operation: string, input: Members): SentRest | undefined {
  const [method = '', path = ''] = facts.placeOf(operation).split(' ');
  const sent = { target: path, query: new URLSearchParams(), headers: {} as Record<string, string> };
  const body = { ...input };
  const { payload, members = {} } = facts.inputOf(operation);
  for (const [name, reference] of Object.entries(members)) {
    if (reference.location === undefined && name !== payload) continue;
    delete body[name];
    const texts = textsOf(facts.shape(reference.shape), input[name]);
    if (texts === undefined) return undefined;
    if (name !== payload && !place(sent, reference, name, texts)) return undefined;
  }
  const query = sent.query.toString();
  return {
    method,
    target: query === '' ? sent.target : `${sent.target}?${query}`,
    headers: sent.headers,
    body: payload === undefined ? JSON.stringify(body) : '{}',
  };
}

/** Each element of a list is one text, an absent value is none. */
function textsOf(shape: Shape, value: unknown): readonly string[] | undefined {
  if (value === null || value === undefined) return [];
  if (shape.type === 'list') {
    return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
      ? value
      : undefined;
  }
  const isText = shape.type === 'string' || shape.type === 'blob';
  return isText === (typeof value === 'string') && typeof value !== 'object' ? [String(value)] : undefined;
}

function place(
  sent: { target: string; readonly query: URLSearchParams; readonly headers: Record<string, string> },
  { location, locationName = '' }: MemberReference,
  name: string,
  texts: readonly string[],
): boolean {
  const [text = ''] = texts;
  if (location === 'uri') {
    sent.target = sent.target.replace(`{${locationName || name}}`, encodeURIComponent(text.toWellFormed()));
    return text !== '';
  }
  if (location === 'header' && texts.length > 0) {
    sent.headers[locationName.toLowerCase()] = text;
    return text !== '' && !/\s/.test(text);
  }
  for (const one of texts) sent.query.append(locationName, one);
  return true;
}
