import type { GuardRail } from '../guard-rail.ts';

const ATTACHMENT = 'aws:iam/rolePolicyAttachment:RolePolicyAttachment';

export const noManagedFullAccess: GuardRail = {
  name: 'no-managed-full-access',
  description: 'No role has a managed policy that allows a whole service.',
  checkResource: ({ type, props }) => {
    const arns = type === ATTACHMENT ? [props['policyArn']] : [props['managedPolicyArns'] ?? []].flat();
    return arns
      .map(String)
      .filter((arn) => /(?:FullAccess|AdministratorAccess|PowerUserAccess)$/.test(arn))
      .map((arn) => `${arn} allows far more than this workflow needs: write a policy of its own`);
  },
};
