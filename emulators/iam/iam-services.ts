import { join } from 'node:path';
import { namedAccount } from '../core/caller-account.ts';
import type { GuardedService } from '../core/emulated-service.ts';
import { validatedQueryOperations } from '../core/validation/request-validation.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { handleQuery, type QueryOperations, type QueryProtocol } from '../core/wire/wire-query.ts';
import { AccessControl, type AccessDecision } from './access-control.ts';
import { type CallerIdentity, rootOf } from './caller-identity.ts';
import { answerDecisionRequest, DECISIONS_PATH, isDecisionRequest } from './decisions/decision-requests.ts';
import { RecentDecisions } from './decisions/recent-decisions.ts';
import { iamAuthorization } from './iam-authorization.ts';
import { iamModel, refusedByIam, stsModel } from './iam-model.ts';
import { instanceProfileOperations } from './instance-profiles/instance-profile-operations.ts';
import { InstanceProfileStore } from './instance-profiles/instance-profile-store.ts';
import { attachmentOperations } from './managed-policies/attachment-operations.ts';
import { policyOperations } from './managed-policies/policy-operations.ts';
import { PolicyStore } from './managed-policies/policy-store.ts';
import { policyVersionOperations } from './managed-policies/policy-version-operations.ts';
import { type RoleState, roleOperations } from './role-operations.ts';
import { rolePolicyOperations } from './role-policy-operations.ts';
import { RoleStore } from './role-store.ts';
import { SessionStore } from './session-store.ts';
import { accountDetailsOperations } from './simulation/account-details.ts';
import { simulationOperations } from './simulation/simulation-operations.ts';
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
  readonly iam: GuardedService;
  readonly sts: GuardedService;
  /** Whose key this is. Throws AwsError for a session of this account that has ended and for a key of another account; unknown keys are the root's. */
  identityOf(accessKeyId: string | undefined): CallerIdentity;
  /** What roles may do. */
  readonly access: AccessControl;
}

export interface IamOptions {
  readonly dataFolder: string;
  readonly accountId: string;
  readonly region: string;
  /** Called for everything that is decided by policies. */
  readonly onDecision?: (decision: AccessDecision) => void;
}

/** IAM and STS, which share the roles and the credentials issued for them. */
export function createIamServices(options: IamOptions): IamServices {
  const { accountId } = options;
  const roles = new RoleStore(join(options.dataFolder, 'roles'));
  const sessions = new SessionStore(join(options.dataFolder, 'sessions'));
  const identityOf = (accessKeyId: string | undefined) => identify(accessKeyId, accountId, roles, sessions);
  const policies = new PolicyStore(join(options.dataFolder, 'policies'));
  const profiles = new InstanceProfileStore(join(options.dataFolder, 'instance-profiles'));
  const decisions = new RecentDecisions();
  const access = new AccessControl(roles, policies, options, (decision) => {
    decisions.add(decision, Date.now());
    options.onDecision?.(decision);
  });
  const names = {
    accountId,
    roleArnOf: (name: string) => roles.find(name)?.arn ?? `arn:aws:iam::${accountId}:role/${name}`,
    boundaryOf: (name: string) => roles.find(name)?.permissionsBoundary,
    profileArnOf: (name: string) => profiles.find(name)?.arn ?? `arn:aws:iam::${accountId}:instance-profile/${name}`,
  };
  const iam = iamOperations({ roles, policies, profiles, accountId });
  const sts = stsOperations({ accountId, roles, sessions, access, identityOf });
  return {
    iam: listingDecisions(
      queryService(IAM, iamAuthorization(names), validatedQueryOperations(iamModel, iam, refusedByIam)),
      decisions,
    ),
    // Who may assume a role is decided by the role's own policy; GetCallerIdentity needs no permission.
    sts: queryService(STS, 'own', validatedQueryOperations(stsModel, sts)),
    identityOf,
    access,
  };
}

function iamOperations(state: RoleState): QueryOperations {
  return {
    ...roleOperations(state),
    ...rolePolicyOperations(state.roles),
    ...policyOperations(state),
    ...policyVersionOperations(state.policies),
    ...attachmentOperations(state),
    ...instanceProfileOperations(state),
    ...simulationOperations(state),
    ...accountDetailsOperations(state),
  };
}

function identify(
  accessKeyId: string | undefined,
  accountId: string,
  roles: RoleStore,
  sessions: SessionStore,
): CallerIdentity {
  const named = namedAccount(accessKeyId) ?? accountId;
  if (named !== accountId) throw otherAccount(accessKeyId ?? '', named, accountId);
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

function otherAccount(accessKeyId: string, named: string, here: string): AwsError {
  const text = `this cloud has one account, ${here}, and the access key id ${accessKeyId} is of ${named}`;
  return new AwsError('SignatureDoesNotMatch', 403, `[rehearsal] ${text}: use any other key, such as test`);
}

/** The service, which at a path of its own says what was decided. */
function listingDecisions(service: GuardedService, decisions: RecentDecisions): GuardedService {
  return {
    ...service,
    ownPath: DECISIONS_PATH,
    handle: async (request) =>
      isDecisionRequest(request) ? answerDecisionRequest(decisions, request) : service.handle(request),
  };
}

/** Every change is on disk before its answer is sent, so closing has nothing to do. */
function queryService(
  protocol: QueryProtocol,
  authorization: GuardedService['authorization'],
  operations: QueryOperations,
): GuardedService {
  return {
    signingName: protocol.serviceId,
    authorization,
    servesAllRegions: true,
    handle: (request) => handleQuery(request, protocol, operations),
    close: async () => {},
  };
}
