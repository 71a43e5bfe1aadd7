import type { DenialReason } from './evaluation/evaluate.ts';

/** What AWS says of a denied call. S3 puts the resource in quotes. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denialText(
  callerArn: string,
  { action, resource }: { readonly action: string; readonly resource: string },
  reason: DenialReason,
): string {
  const shown = action.startsWith('s3:') ? `"${resource}"` : resource;
  const because =
    reason === 'implicit'
      ? `because no identity-based policy allows the ${action} action`
      : `with an explicit deny in ${reason === 'identity-based policy' ? 'an' : 'a'} ${reason}`;
  return `User: ${callerArn} is not authorized to perform: ${action} on resource: ${shown} ${because}`;
}
