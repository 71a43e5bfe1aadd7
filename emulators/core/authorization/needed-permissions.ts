import type { WireRequest, WireResponse } from '../http/http-exchange.ts';
import type { AwsError } from '../wire/aws-error.ts';
import type { AccessErrors } from './access-errors.ts';
import type { Permission } from './role-permissions.ts';

/** What a request needs, and the request again: its body may have been read for that. */
export interface Needs {
  readonly permissions: readonly Permission[];
  readonly request: WireRequest;
}

/** How calls of one service are authorized. */
export interface ServiceAuthorization extends AccessErrors {
  needs(request: WireRequest): Promise<Needs> | Needs;
  /** A refusal in the service's wire format, on the request's own protocol where there are several. */
  refuse(error: AwsError, request: WireRequest): WireResponse | Promise<WireResponse>;
  /** Policy of the resource that the request is for, where the service has such policies. */
  resourcePolicy?(request: WireRequest): string | undefined;
  /** What the caller must be allowed to do as well before it may see this answer. */
  needsToSee?(request: WireRequest, response: WireResponse): Permission | undefined;
}

/** Handing a role to a service; none when the request hands none. */
export function passRole(roleArn: unknown, service: string): readonly Permission[] {
  if (typeof roleArn !== 'string') return [];
  return [{ action: 'iam:PassRole', resource: roleArn, keys: { 'iam:PassedToService': service } }];
}

/** Condition keys of tags that a request puts on a resource. */
export function tagKeys(tags: Readonly<Record<string, string>>): Readonly<Record<string, string | readonly string[]>> {
  const names = Object.keys(tags);
  if (names.length === 0) return {};
  const values = Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, value]);
  return { ...Object.fromEntries(values), 'aws:TagKeys': names };
}
