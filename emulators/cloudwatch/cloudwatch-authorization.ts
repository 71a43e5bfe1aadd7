import { QUERY_ACCESS_ERRORS } from '../core/authorization/access-errors.ts';
import { bodyOf, withBody } from '../core/authorization/json-authorization.ts';
import type { ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import { isJsonObject } from '../core/wire/wire-json.ts';
import { handleAnyProtocol } from './wire/any-protocol.ts';

/** Actions on metrics know no resources. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export function cloudWatchAuthorization(): ServiceAuthorization {
  return {
    // CloudWatch began with XML.
    ...QUERY_ACCESS_ERRORS,
    needs: async (wire) => {
      const { body, again } = await bodyOf(wire);
      const permissions: Permission[] = [];
      // The service's own protocols say the operation and the input; what they cannot read they refuse again.
      await handleAnyProtocol(withBody(wire, body), (operation, input) => {
        permissions.push({ action: `cloudwatch:${operation}`, resource: '*', keys: namespaceOf(input) });
        return {};
      });
      return { permissions, request: again };
    },
    refuse: (error, wire) =>
      handleAnyProtocol(wire, () => {
        throw error;
      }),
  };
}

function namespaceOf(input: unknown): Readonly<Record<string, string>> {
  const namespace = isJsonObject(input) ? input['Namespace'] : undefined;
  return typeof namespace === 'string' ? { 'cloudwatch:namespace': namespace } : {};
}
