import type { Json, JsonRecord } from '../language/json.ts';
import { sdkMetadata } from './http-metadata.ts';

export interface MiddlewareStack {
  add(middleware: unknown, options: { readonly step: 'deserialize'; readonly name: string }): void;
}

interface Command {
  readonly middlewareStack: MiddlewareStack;
}

export interface Answer {
  readonly $metadata: { readonly requestId?: string | undefined };
}

export interface Sent<A> {
  readonly answer: A;
  /** `SdkHttpMetadata` and `SdkResponseMetadata`. */
  readonly metadata: JsonRecord;
}

/** Sends an SDK command and keeps what its HTTP response said, as optimized integrations show it in their results. */
export async function sendWithMetadata<A extends Answer>(command: Command, send: () => Promise<A>): Promise<Sent<A>> {
  let httpResponse: unknown;
  const keep =
    (next: (args: unknown) => Promise<{ readonly response: unknown }>) =>
    async (args: unknown): Promise<unknown> => {
      const result = await next(args);
      httpResponse = result.response;
      return result;
    };
  command.middlewareStack.add(keep, { step: 'deserialize', name: 'keepHttpResponse' });
  const answer = await send();
  return { answer, metadata: sdkMetadata(httpResponse, answer.$metadata.requestId) };
}

/** A parameter of the API that is a string: other JSON values are written as their text, absent and null are left out. */
export function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
