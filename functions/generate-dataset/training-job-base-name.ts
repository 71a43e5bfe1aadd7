import { createHash } from 'node:crypto';

/** SageMaker's 63 characters less those for `-<redrive count>-<retry count>`, up to three digits each. */
const MAX_CHARACTERS = 55;
const HASH_CHARACTERS = 10;

/**
 * The name that all training jobs of an execution begin with. It matches SageMaker's pattern and is lower case, as its
 * ARNs are. An execution name that has to be changed for that gets a hash of the whole name, so that no two share a result.
 */
export function trainingJobBaseName(prefix: string, executionName: string): string {
  const plain = executionName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const whole = `${prefix}-${plain}`;
  if (plain === executionName && whole.length <= MAX_CHARACTERS) return whole;
  const hash = createHash('sha256').update(executionName).digest('hex').slice(0, HASH_CHARACTERS);
  const head = whole.slice(0, MAX_CHARACTERS - HASH_CHARACTERS - 1).replace(/-+$/, '');
  return `${head}-${hash}`;
}
