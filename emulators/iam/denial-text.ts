import type { Permission } from '../core/authorization/role-permissions.ts';
import type { DenialReason } from './evaluation/evaluate.ts';

/** Services that name `*` where an action knows no resources; the others then name none. */
const NAMING_STAR = new Set(['ecr', 'lambda']);

/** What AWS says of a denied call. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denialText(callerArn: string, permission: Permission, reason: DenialReason): string {
  const { action } = permission;
  const because = `${becauseOf(reason)}${isImplicit(reason) ? ` allows the ${action} action` : ''}`;
  return `User: ${callerArn} is not authorized to perform: ${action}${onResource(permission)} ${because}`;
}

function isImplicit(reason: DenialReason): boolean {
  return reason === 'implicit' || reason === 'unbounded';
}

function becauseOf(reason: DenialReason): string {
  if (reason === 'implicit') return 'because no identity-based policy';
  if (reason === 'unbounded') return 'because no permissions boundary';
  return `with an explicit deny in ${reason === 'identity-based policy' ? 'an' : 'a'} ${reason}`;
}

/** S3 puts the resource in quotes. */
function onResource({ action, resource, shown = resource }: Permission): string {
  const service = action.split(':', 1)[0] ?? '';
  if (shown === '*' && !NAMING_STAR.has(service)) return '';
  return ` on resource: ${service === 's3' ? `"${shown}"` : shown}`;
}
