import { join } from 'node:path';
import type { EmulatedService } from '../core/http/http-exchange.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { handleQuery, type QueryOperations, type QueryProtocol } from '../core/wire/wire-query.ts';
import { AccessControl, type AccessDecision } from './access-control.ts';
import { type CallerIdentity, rootOf } from './caller-identity.ts';
import { roleOperations } from './role-operations.ts';
import { rolePolicyOperations } from './role-policy-operations.ts';
import { RoleStore } from './role-store.ts';
import { SessionStore } from './session-store.ts';
import { stsOperations } from './sts-operations.ts';
import { isTemporaryKeyOf } from './unique-id.ts';

export type { AccessControl, AccessDecision } from './access-control.ts';
export type { CallerIdentity } from './caller-identity.ts';

const IAM: QueryProtocol = {
  serviceId: 'iam',
  apiVersion: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
};
const STS: QueryProtocol = {
  serviceId: 'sts',
  apiVersion: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

export interface IamServices {
  readonly iam: EmulatedService;
  readonly sts: EmulatedService;
  /** Whose key this is. Throws AwsError ExpiredToken for a session of this account that has ended; unknown keys are the root's. */
  identityOf(accessKeyId: string | undefined): CallerIdentity;
  /** What roles may do. */
  readonly access: AccessControl;
  /** ARN of the role of that name, with its path when it exists. */
  roleArnOf(roleName: string): string;
}

export interface IamOptions {
  readonly dataFolder: string;
  readonly accountId: string;
  readonly region: string;
  /** Told of everything that is decided by policies. */
  readonly onDecision?: (decision: AccessDecision) => void;
}

/** IAM and STS, which share the roles and the credentials issued for them. */
export function createIamServices(options: IamOptions): IamServices {
  const { accountId } = options;
  const roles = new RoleStore(join(options.dataFolder, 'roles'));
  const sessions = new SessionStore(join(options.dataFolder, 'sessions'));
  const identityOf = (accessKeyId: string | undefined) => identify(accessKeyId, accountId, roles, sessions);
  const access = new AccessControl(roles, options, options.onDecision ?? (() => undefined));
  return {
    iam: queryService(IAM, { ...roleOperations(roles, accountId), ...rolePolicyOperations(roles) }),
    sts: queryService(STS, stsOperations({ accountId, roles, sessions, access, identityOf })),
    identityOf,
    access,
    roleArnOf: (roleName) => roles.find(roleName)?.arn ?? `arn:aws:iam::${accountId}:role/${roleName}`,
  };
}

function identify(
  accessKeyId: string | undefined,
  accountId: string,
  roles: RoleStore,
  sessions: SessionStore,
): CallerIdentity {
  if (accessKeyId === undefined || !isTemporaryKeyOf(accountId, accessKeyId)) return rootOf(accountId);
  const session = sessions.find(accessKeyId);
  if (session === undefined) {
    throw new AwsError('ExpiredToken', 403, 'The security token included in the request is expired');
  }
  // A role deleted and created again is another role: its old sessions are worth nothing.
  if (roles.byId(session.roleId) === undefined) {
    throw new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid.');
  }
  return {
    arn: `arn:aws:sts::${accountId}:assumed-role/${session.roleName}/${session.sessionName}`,
    userId: `${session.roleId}:${session.sessionName}`,
    accountId,
    roleArn: session.roleArn,
  };
}

/** Every change is on disk before its answer is sent, so closing has nothing to do. */
function queryService(protocol: QueryProtocol, operations: QueryOperations): EmulatedService {
  return {
    signingName: protocol.serviceId,
    handle: (request) => handleQuery(request, protocol, operations),
    close: async () => {},
  };
}
