import { QUERY_ACCESS_ERRORS } from '../core/authorization/access-errors.ts';
import { bodyOf } from '../core/authorization/json-authorization.ts';
import type { ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { queryErrorResponse } from '../core/wire/wire-query.ts';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** Refusals name the action as `SNS:Publish`. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export function snsAuthorization(owner: AccountRegion): ServiceAuthorization {
  return {
    ...QUERY_ACCESS_ERRORS,
    accessDenied: (message) => new AwsError('AuthorizationError', 403, message),
    needs: async (wire) => {
      const { body, again } = await bodyOf(wire);
      const form = new URLSearchParams(body.toString('utf8'));
      const name = form.get('Name');
      const topic =
        form.get('TopicArn') ??
        form.get('TargetArn') ??
        form.get('ResourceArn') ??
        topicOf(form.get('SubscriptionArn'));
      const resource = name === null ? (topic ?? '*') : regionalArn(owner, 'sns', name);
      return { permissions: [{ action: `SNS:${form.get('Action') ?? ''}`, resource }], request: again };
    },
    refuse: (error, wire) => queryErrorResponse(error, wire, NAMESPACE),
  };
}

/** A subscription's ARN is its topic's with an id behind it. */
function topicOf(subscriptionArn: string | null): string | undefined {
  return subscriptionArn?.split(':').slice(0, 6).join(':');
}
