import { Readable } from 'node:stream';
import { BodyTooLargeError, readBody, type WireRequest } from '../http/http-exchange.ts';
import { AwsError } from '../wire/aws-error.ts';
import { isJsonObject, type JsonObject, jsonErrorResponse } from '../wire/wire-json.ts';
import { exceptionAccessErrors } from './access-errors.ts';
import { memberText } from './member-text.ts';
import type { Needs, ServiceAuthorization } from './needed-permissions.ts';
import type { Permission } from './role-permissions.ts';

/** What an operation needs, by its input. */
export type JsonRules = Readonly<Record<string, (input: JsonObject) => readonly Permission[]>>;

const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface JsonAuthorizationOptions {
  /** Of the actions, such as `states`. */
  readonly prefix: string;
  readonly version: '1.0' | '1.1';
  /** Operations that are not named here need the action of their name on every resource. */
  readonly rules: JsonRules;
}

/** Authorization of a service with AWS's JSON protocol. */
export function jsonAuthorization({ prefix, version, rules }: JsonAuthorizationOptions): ServiceAuthorization {
  return {
    ...exceptionAccessErrors(400),
    needs: async (request) => {
      const target = request.headers['x-amz-target'];
      // What names no operation is refused by the service itself.
      if (typeof target !== 'string') return { permissions: [], request };
      const { body, again } = await bodyOf(request);
      const operation = target.split('.').at(-1) ?? '';
      const input = parsedObject(body);
      // What is no JSON object is refused by the service itself.
      if (input === undefined) return { permissions: [], request: again };
      const rule = Object.hasOwn(rules, operation) ? rules[operation] : undefined;
      const permissions = rule?.(input) ?? [{ action: `${prefix}:${operation}`, resource: '*' }];
      return { permissions, request: again };
    },
    refuse: (error, request) => jsonErrorResponse(error, request, { version }),
  };
}

/** A body, and the request with that body in it once more. */
export async function bodyOf(request: WireRequest): Promise<{ body: Buffer; again: Needs['request'] }> {
  try {
    const body = await readBody(request.body, MAX_BODY_BYTES);
    return { body, again: withBody(request, body) };
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw new AwsError('RequestEntityTooLargeException', 413, error.message);
    throw error;
  }
}

export function withBody(request: WireRequest, body: Buffer): WireRequest {
  return { ...request, body: Readable.from(body.length === 0 ? [] : [body]) };
}

export function parsedObject(body: Buffer): JsonObject | undefined {
  try {
    const input: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return isJsonObject(input) ? input : undefined;
  } catch {
    return undefined;
  }
}

/** The operation's own action on the resource that a member of its input names. */
export function onMember(action: string, member: string): JsonRules[string] {
  return (input) => [{ action, resource: memberText(input[member]) }];
}

/** Tags in a list of `{ Key, Value }` or `{ key, value }`. */
export function tagsIn(list: unknown): Readonly<Record<string, string>> {
  if (!Array.isArray(list)) return {};
  const tags = list.filter(isJsonObject);
  return Object.fromEntries(
    tags.map((tag) => [memberText(tag['Key'] ?? tag['key']), memberText(tag['Value'] ?? tag['value'])]),
  );
}
