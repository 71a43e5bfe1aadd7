import { handleAnyProtocol } from '../../emulators/cloudwatch/wire/any-protocol.ts';
import type { Permission } from '../../emulators/role-permissions.ts';
import { isJsonObject } from '../../emulators/wire-json.ts';
import { bodyOf, withBody } from './json-authorization.ts';
import type { ServiceAuthorization } from './needed-permissions.ts';

/** Actions on metrics know no resources. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export function cloudWatchAuthorization(): ServiceAuthorization {
  return {
    needs: async (wire) => {
      const { body, again } = await bodyOf(wire);
      const permissions: Permission[] = [];
      // The service's own protocols tell operation and input; what they cannot read they refuse again.
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
