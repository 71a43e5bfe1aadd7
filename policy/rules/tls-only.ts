import type { GuardRail } from '../guard-rail.ts';
import { type GuardedStatement, statementsOf } from '../policy-statements.ts';
import { bucketsOf, settingsOf } from './bucket-settings.ts';

const POLICY = 'aws:s3/bucketPolicy:BucketPolicy';

export const tlsOnly: GuardRail = {
  name: 'tls-only',
  description: 'Every bucket refuses requests that are not made over TLS.',
  checkStack: (resources) =>
    bucketsOf(resources)
      .filter((bucket) => {
        const policies = settingsOf(resources, bucket, POLICY);
        // Before the bucket is made its policy is not known, which names the bucket.
        if (policies.some((policy) => policy.isUnknown('policy'))) return false;
        return !policies.flatMap(statementsOf).some(deniesPlainHttp);
      })
      .map((resource) => ({
        resource,
        text: 'takes plain HTTP: add a bucket policy that denies s3:* to everybody where aws:SecureTransport is false',
      })),
};

function deniesPlainHttp({ effect, actions, anyPrincipal, condition }: GuardedStatement): boolean {
  const secure = condition['Bool']?.['aws:SecureTransport'];
  return effect === 'Deny' && anyPrincipal && actions.includes('s3:*') && String(secure) === 'false';
}
