import type { GuardRail } from '../guard-rail.ts';
import { bucketsOf, settingsOf } from './bucket-settings.ts';

const ENCRYPTION = 'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration';

export const encryptionAtRest: GuardRail = {
  name: 'encryption-at-rest',
  description: 'Every bucket says how it encrypts.',
  checkStack: (resources) =>
    bucketsOf(resources)
      .filter((bucket) => settingsOf(resources, bucket, ENCRYPTION).length === 0)
      .map((resource) => ({ resource, text: 'has no BucketServerSideEncryptionConfiguration: add one' })),
};
