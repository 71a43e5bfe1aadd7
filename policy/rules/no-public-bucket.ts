import type { GuardedResource, GuardRail, Violation } from '../guard-rail.ts';
import { statementsOf } from '../policy-statements.ts';
import { bucketsOf, settingsOf } from './bucket-settings.ts';

const BLOCK = 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock';
const POLICY = 'aws:s3/bucketPolicy:BucketPolicy';
const SETTINGS = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'];

export const noPublicBucket: GuardRail = {
  name: 'no-public-bucket',
  description: 'Every bucket blocks public access, and no bucket policy allows everybody anything.',
  checkStack: (resources) => [
    ...bucketsOf(resources).flatMap((bucket) => blockViolations(bucket, settingsOf(resources, bucket, BLOCK))),
    ...resources.filter(({ type }) => type === POLICY).flatMap(publicStatements),
  ],
};

function blockViolations(bucket: GuardedResource, blocks: readonly GuardedResource[]): readonly Violation[] {
  const [block] = blocks;
  if (block === undefined) {
    return [
      {
        resource: bucket,
        text: 'nothing blocks public access: add a BucketPublicAccessBlock with all four settings true',
      },
    ];
  }
  const off = SETTINGS.filter((setting) => block.props[setting] !== true && !block.isUnknown(setting));
  return off.length === 0 ? [] : [{ resource: block, text: `${off.join(', ')} must be true` }];
}

function publicStatements(policy: GuardedResource): readonly Violation[] {
  return statementsOf(policy)
    .filter(({ effect, anyPrincipal }) => effect === 'Allow' && anyPrincipal)
    .map(({ sid }) => ({ resource: policy, text: `statement ${sid} allows everybody: name the principals` }));
}
