import type { GuardRail, GuardRailLimits } from './guard-rail.ts';
import { encryptionAtRest } from './rules/encryption-at-rest.ts';
import { jobCostLimit } from './rules/job-cost-limit.ts';
import { logRetention } from './rules/log-retention.ts';
import { noManagedFullAccess } from './rules/no-managed-full-access.ts';
import { noPublicBucket } from './rules/no-public-bucket.ts';
import { noWildcardActions } from './rules/no-wildcard-actions.ts';
import { requiredTags } from './rules/required-tags.ts';
import { rolePassedToSageMakerOnly } from './rules/role-passed-to-sagemaker-only.ts';
import { tlsOnly } from './rules/tls-only.ts';

export const GUARD_RAILS: readonly GuardRail[] = [
  encryptionAtRest,
  jobCostLimit,
  logRetention,
  noManagedFullAccess,
  noPublicBucket,
  noWildcardActions,
  requiredTags,
  rolePassedToSageMakerOnly,
  tlsOnly,
];

/** As long as nobody sets others in the pack's configuration. */
export const DEFAULT_LIMITS: GuardRailLimits = { maximumJobCost: 25 };
