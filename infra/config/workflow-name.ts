import { createHash } from 'node:crypto';

/** Leaves room for an execution's UUID and the attempt's counts in SageMaker's 63 characters. */
const MAX_CHARACTERS = 18;
const HASH_CHARACTERS = 5;

/**
 * What every training job and model of this workflow is called first, so that IAM statements can name them:
 * lower case (SageMaker's ARNs are), letters, digits and single hyphens, at most 18 characters.
 */
export function trainingJobNamePrefix(workflow: string, stack: string): string {
  const full = `${workflow}-${stack}`;
  const plain = full
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (plain === full && plain.length <= MAX_CHARACTERS) return plain;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, HASH_CHARACTERS);
  const head = plain.slice(0, MAX_CHARACTERS - HASH_CHARACTERS - 1).replace(/-$/, '');
  return head === '' ? hash : `${head}-${hash}`;
}
