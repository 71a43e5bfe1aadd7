import { QUERY_ACCESS_ERRORS } from '../core/authorization/access-errors.ts';
import { bodyOf } from '../core/authorization/json-authorization.ts';
import { type ServiceAuthorization, tagKeys } from '../core/authorization/needed-permissions.ts';
import { queryErrorResponse, queryList } from '../core/wire/wire-query.ts';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

export interface RoleNames {
  readonly accountId: string;
  /** ARN of the role of that name. */
  roleArnOf(roleName: string): string;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export function iamAuthorization({ accountId, roleArnOf }: RoleNames): ServiceAuthorization {
  const resourceOf = (action: string, form: URLSearchParams) => {
    const name = form.get('RoleName') ?? '';
    if (action === 'ListRoles') return `arn:aws:iam::${accountId}:role${form.get('PathPrefix') ?? '/'}`;
    if (action === 'CreateRole') return `arn:aws:iam::${accountId}:role${form.get('Path') ?? '/'}${name}`;
    return roleArnOf(name);
  };
  return {
    ...QUERY_ACCESS_ERRORS,
    needs: async (wire) => {
      const { body, again } = await bodyOf(wire);
      const form = new URLSearchParams(`${wire.target.split('?')[1] ?? ''}&${body.toString('utf8')}`);
      const action = form.get('Action') ?? '';
      const tags = queryList(form, 'Tags').map((tag): [string, string] => [
        tag.get('Key') ?? '',
        tag.get('Value') ?? '',
      ]);
      const keys = tagKeys(Object.fromEntries(tags));
      const permission = { action: `iam:${action}`, resource: resourceOf(action, form), keys };
      // Refusals name a role that exists.
      const isListed = action === 'ListRoles' || action === 'CreateRole';
      const shown = isListed ? {} : { shown: `role ${form.get('RoleName') ?? ''}` };
      return { permissions: [{ ...permission, ...shown }], request: again };
    },
    refuse: (error, wire) => queryErrorResponse(error, wire, NAMESPACE),
  };
}
