import { notImplemented } from '../core/wire/aws-error.ts';
import type { XmlObject } from '../core/wire/wire-xml.ts';
import { type FilterScope, parseFilterPolicy } from './filter-policy/parse-filter-policy.ts';
import { invalidParameter } from './sns-errors.ts';
import type { Subscription } from './topic-store.ts';

const DEFAULT_SCOPE = 'MessageAttributes';

export type FilterSettings = Pick<Subscription, 'filterPolicy' | 'filterPolicyScope'>;

/** What attributes make of a subscription's filter, checked; `prefix` is what refusals begin with. */
export function filterSettings(
  given: Readonly<Record<string, string>>,
  known: FilterSettings,
  prefix: string,
): FilterSettings {
  refuseOthers(given);
  const filterPolicyScope = given['FilterPolicyScope'] ?? known.filterPolicyScope;
  if (filterPolicyScope !== undefined) checkScope(filterPolicyScope, prefix);
  const text = given['FilterPolicy'] ?? known.filterPolicy;
  const scope = filterPolicyScope === undefined ? {} : { filterPolicyScope };
  // An empty policy is none.
  if (text === undefined || text === '' || text.replace(/\s/g, '') === '{}') return scope;
  parseFilterPolicy(text, scopeOf({ filterPolicyScope }), prefix);
  return { ...scope, filterPolicy: text };
}

export function scopeOf({ filterPolicyScope }: { readonly filterPolicyScope?: string | undefined }): FilterScope {
  return filterPolicyScope === 'MessageBody' ? 'MessageBody' : DEFAULT_SCOPE;
}

function checkScope(scope: string, prefix: string): void {
  if (scope === 'MessageBody' || scope === DEFAULT_SCOPE) return;
  throw invalidParameter(
    `${prefix}FilterPolicyScope: Invalid value [${scope}]. Please use either MessageBody or MessageAttributes`,
  );
}

/** Raw delivery is off for functions and addresses anyway. */
function refuseOthers(given: Readonly<Record<string, string>>): void {
  const other = Object.entries(given).find(
    ([name, value]) =>
      name !== 'FilterPolicy' && name !== 'FilterPolicyScope' && !(name === 'RawMessageDelivery' && value === 'false'),
  );
  if (other !== undefined) throw notImplemented('sns', `the subscription attribute '${other[0]}'`);
}

/** GetSubscriptionAttributes. */
export function attributesOf(subscription: Subscription, accountId: string): XmlObject {
  const { subscriptionArn, topicArn, functionArn, email = '', filterPolicy } = subscription;
  const isFunction = functionArn !== undefined;
  const filter =
    filterPolicy === undefined ? {} : { FilterPolicy: filterPolicy, FilterPolicyScope: scopeOf(subscription) };
  const values = {
    SubscriptionArn: subscriptionArn,
    TopicArn: topicArn,
    Owner: accountId,
    Protocol: isFunction ? 'lambda' : 'email',
    Endpoint: functionArn ?? email,
    PendingConfirmation: String(!isFunction),
    ConfirmationWasAuthenticated: String(isFunction),
    RawMessageDelivery: 'false',
    SubscriptionPrincipal: `arn:aws:iam::${accountId}:root`,
    ...filter,
  };
  return { Attributes: { entry: Object.entries(values).map(([key, value]) => ({ key, value })) } };
}
