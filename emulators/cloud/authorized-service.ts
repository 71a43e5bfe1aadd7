import type { ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import type { EmulatedService, GuardedService } from '../core/emulated-service.ts';
import type { WireRequest, WireResponse } from '../core/http/http-exchange.ts';
import { isAtOwnPath } from '../core/http/request-router.ts';
import { toAwsError } from '../core/wire/aws-error.ts';
import type { RoleCaller } from '../iam/access-control.ts';
import type { CallerIdentity, IamServices } from '../iam/iam-services.ts';

export type Identities = Pick<IamServices, 'identityOf' | 'access'>;

/**
 * The service behind IAM: a role's call reaches it only if the role's policies allow it. The account's root may do everything.
 * IAM knows no action for what a service has at its own path: only credentials are checked there.
 */
export function authorizedService(service: GuardedService, identities: Identities): EmulatedService {
  const { authorization } = service;
  if (authorization === 'own') return service;
  return {
    ...service,
    close: () => service.close(),
    handle: async (request) => {
      try {
        const caller = callerOf(identities.identityOf(request.accessKeyId), request.region);
        if (caller === undefined || isAtOwnPath(request, service)) return await service.handle(request);
        return await handleFor(caller, request, service, authorization, identities);
      } catch (error) {
        return authorization.refuse(authorization.wrongCredentials(toAwsError(error)), request);
      }
    },
  };
}

async function handleFor(
  caller: RoleCaller,
  wire: WireRequest,
  service: EmulatedService,
  authorization: ServiceAuthorization,
  { access }: Identities,
): Promise<WireResponse> {
  const { permissions, request } = await authorization.needs(wire);
  const policy = authorization.resourcePolicy?.(wire);
  const denialOf = (permission: Permission) => access.check(caller, permission, policy);
  for (const permission of permissions) {
    const denial = denialOf(permission);
    if (denial !== undefined) return authorization.refuse(authorization.accessDenied(denial), request);
  }
  const response = await service.handle(request);
  const more = authorization.needsToSee?.(wire, response);
  const denial = more === undefined ? undefined : denialOf(more);
  return denial === undefined ? response : authorization.refuse(authorization.accessDenied(denial), request);
}

function callerOf({ accountId, arn, userId, roleArn }: CallerIdentity, region: string): RoleCaller | undefined {
  return roleArn === undefined ? undefined : { accountId, arn, userId, roleArn, region };
}
