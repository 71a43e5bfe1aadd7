import { randomBytes } from 'node:crypto';
import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import type { QueryOperations } from '../core/wire/wire-query.ts';
import type { XmlObject } from '../core/wire/wire-xml.ts';
import type { AccessControl } from './access-control.ts';
import type { CallerIdentity } from './caller-identity.ts';
import type { Role } from './role.ts';
import type { RoleStore } from './role-store.ts';
import type { RoleSession, SessionStore } from './session-store.ts';
import { trustsPrincipal } from './trust-policy.ts';
import { newAccessKeyId } from './unique-id.ts';

const DEFAULT_DURATION_SECONDS = 3600;
const MAX_CHAINED_SECONDS = 3600;
/** Members that would change what the session may do; ignoring one would be a silent success. */
const UNSUPPORTED = [
  'Policy',
  'PolicyArns.member.1.arn',
  'Tags.member.1.Key',
  'SerialNumber',
  'ProvidedContexts.member.1.ProviderArn',
];

type RegionalCaller = CallerIdentity & { readonly region: string };

export interface StsState {
  readonly accountId: string;
  readonly roles: RoleStore;
  readonly sessions: SessionStore;
  readonly access: AccessControl;
  identityOf(accessKeyId: string | undefined): CallerIdentity;
}

export function stsOperations(state: StsState): QueryOperations {
  return {
    GetCallerIdentity: (_params, { accessKeyId }) => {
      const { userId, accountId, arn } = state.identityOf(accessKeyId);
      return { UserId: userId, Account: accountId, Arn: arn };
    },
    AssumeRole: (params, { accessKeyId, region }) =>
      assumeRole(params, state, { ...state.identityOf(accessKeyId), region }),
  };
}

function assumeRole(params: URLSearchParams, state: StsState, caller: RegionalCaller): XmlObject {
  const { roleArn, sessionName, seconds, externalId } = assumeRoleInput(params);
  const keys = { 'sts:RoleSessionName': sessionName, ...(externalId === null ? {} : { 'sts:ExternalId': externalId }) };
  const role = assumableRole({ roleArn, keys }, state, caller);
  checkDuration(seconds, role, caller);
  const session: RoleSession = {
    accessKeyId: newAccessKeyId(state.accountId),
    roleArn: role.arn,
    roleName: role.roleName,
    roleId: role.roleId,
    sessionName,
    expiresAtMs: Date.now() + seconds * 1000,
  };
  state.sessions.add(session);
  const { arn, userId } = state.identityOf(session.accessKeyId);
  return { Credentials: credentialsOf(session), AssumedRoleUser: { AssumedRoleId: userId, Arn: arn } };
}

function assumeRoleInput(params: URLSearchParams) {
  const unsupported = UNSUPPORTED.filter((member) => params.has(member)).map((member) => member.split('.')[0]);
  if (unsupported.length > 0) throw notImplemented('sts', `AssumeRole with ${unsupported.join(', ')}`);
  const [roleArn, sessionName] = [params.get('RoleArn') ?? '', params.get('RoleSessionName') ?? ''];
  const seconds = Number(params.get('DurationSeconds') ?? DEFAULT_DURATION_SECONDS);
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(roleArn))
    throw new AwsError('ValidationError', 400, `${roleArn} is invalid`);
  return { roleArn, sessionName, seconds, externalId: params.get('ExternalId') };
}

interface Assumption {
  readonly roleArn: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** The role, if the caller may assume it. The account's root stands for AWS's services too, so its right is not checked. */
function assumableRole(asked: Assumption, { roles, access, accountId }: StsState, caller: RegionalCaller): Role {
  const { roleArn } = asked;
  const role = roles.byArn(roleArn) ?? namesake(roleArn, roles, accountId, caller);
  if (role !== undefined && mayAssume(role, asked, caller, access)) return role;
  const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  throw new AwsError('AccessDenied', 403, message);
}

/** There is one account here: to a role session, a role of another account is the one with its path and name. */
function namesake(roleArn: string, roles: RoleStore, accountId: string, caller: RegionalCaller): Role | undefined {
  const name = /^arn:aws[a-z-]*:iam::\d{12}:(role\/.+)$/.exec(roleArn)?.[1];
  return name === undefined || caller.roleArn === undefined
    ? undefined
    : roles.byArn(`arn:aws:iam::${accountId}:${name}`);
}

function mayAssume(role: Role, { roleArn, keys }: Assumption, caller: RegionalCaller, access: AccessControl): boolean {
  const { roleArn: callerRole } = caller;
  if (callerRole === undefined) return true;
  const session = { ...caller, roleArn: callerRole };
  const trusted = trustsPrincipal(role.trustPolicy, session, access.keysOf(session, keys));
  if (trusted === 'no') return false;
  // Whom the role's policy names needs no permission of its own within the account, yet its own policies may deny it.
  const naming = trusted === 'directly' && roleArn === role.arn ? assumedDirectly(role.arn, callerRole) : undefined;
  return access.check(session, { action: 'sts:AssumeRole', resource: roleArn, keys }, naming) === undefined;
}

/** What a trust policy says that names the caller, as a policy of the role as a resource. */
function assumedDirectly(Resource: string, callerRole: string): string {
  const Statement = { Effect: 'Allow', Principal: { AWS: callerRole }, Action: 'sts:AssumeRole', Resource };
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function checkDuration(seconds: number, role: Role, caller: CallerIdentity): void {
  if (caller.roleArn !== undefined && seconds > MAX_CHAINED_SECONDS) {
    const message = 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining';
    throw new AwsError('ValidationError', 400, message);
  }
  if (seconds > role.maxSessionDuration) {
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    throw new AwsError('ValidationError', 400, message);
  }
}

function credentialsOf({ accessKeyId, expiresAtMs }: RoleSession): XmlObject {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: randomBytes(30).toString('base64'),
    SessionToken: randomBytes(96).toString('base64'),
    Expiration: `${new Date(expiresAtMs).toISOString().slice(0, 19)}Z`,
  };
}
