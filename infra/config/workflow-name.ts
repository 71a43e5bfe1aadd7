import { createHash } from 'node:crypto';

/** Leaves room for an execution's UUID and the attempt's counts in SageMaker's 63 characters. */
const MAX_PREFIX_CHARACTERS = 18;
const HASH_CHARACTERS = 5;

/** Pulumi ends a name that it makes up with a hyphen and seven digits. */
const RANDOM_CHARACTERS = 8;
/** Of the longest name that is made of the workflow's, the function's and its role's; Lambda and IAM take 64 characters. */
const MAX_PHYSICAL_CHARACTERS = 64;
const LONGEST_SUFFIX = '-generate-dataset';
const MAX_NAME_CHARACTERS = MAX_PHYSICAL_CHARACTERS - RANDOM_CHARACTERS - LONGEST_SUFFIX.length;

/**
 * Why a workflow cannot have this name, if it cannot: every physical name begins with it, and a bucket's has lower-case letters,
 * digits and hyphens (S3 User Guide, "General purpose bucket naming rules").
 */
export function workflowNameProblem(name: string): string | undefined {
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name))
    return 'must have lower-case letters, digits and hyphens only, and no hyphen at the beginning or end, since a bucket is called after it';
  if (/^(?:xn--|sthree-|amzn-s3-demo-)/.test(name))
    return 'begins as S3 allows no bucket to begin (xn--, sthree-, amzn-s3-demo-); choose another';
  if (name.length > MAX_NAME_CHARACTERS)
    return `has ${name.length} characters: with at most ${MAX_NAME_CHARACTERS} the names made of it fit into the ${MAX_PHYSICAL_CHARACTERS} of a role and a function`;
  return undefined;
}

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
  if (plain === full && plain.length <= MAX_PREFIX_CHARACTERS) return plain;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, HASH_CHARACTERS);
  const head = plain.slice(0, MAX_PREFIX_CHARACTERS - HASH_CHARACTERS - 1).replace(/-$/, '');
  return head === '' ? hash : `${head}-${hash}`;
}
