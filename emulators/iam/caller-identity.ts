/** Who makes a call, as sts:GetCallerIdentity shows it. */
export interface CallerIdentity {
  readonly arn: string;
  readonly userId: string;
  readonly accountId: string;
  /** Set for a session of an assumed role. */
  readonly roleArn?: string;
}

export function rootOf(accountId: string): CallerIdentity {
  return { arn: `arn:aws:iam::${accountId}:root`, userId: accountId, accountId };
}
