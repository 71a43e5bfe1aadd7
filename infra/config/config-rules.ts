import { IMAGE_TAGS, TRAINING_REGIONS } from '../definition/training-image.ts';
import { meantName } from './meant-name.ts';
import type { Rule } from './setting.ts';

/** Retention periods that CloudWatch Logs has (API reference, PutRetentionPolicy). */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
/** Of 32 bits, as day counts in S3's lifecycle rules are. */
export const MAX_INTEGER = 2_147_483_647;
const MAX_PREFIX_CHARACTERS = 200;
const MAX_CLASS_NAME_CHARACTERS = 255;

export const regionRule: Rule<string> = (region) => {
  if (TRAINING_REGIONS.includes(region)) return undefined;
  const near = meantName(region, TRAINING_REGIONS);
  const hint = near === undefined ? '' : `did you mean "${near}"? `;
  return `this region has no image-classification algorithm; ${hint}it is in ${TRAINING_REGIONS.join(', ')}`;
};

export const datasetPrefixRule: Rule<string> = (prefix) => {
  if (prefix === '') return 'must not be empty; use a folder name such as "dataset"';
  if (prefix.length > MAX_PREFIX_CHARACTERS)
    return `must be at most ${MAX_PREFIX_CHARACTERS} characters, so that keys stay below S3's 1,024 bytes`;
  // Wildcards of IAM policies and characters that a URI would escape are not among these.
  if (!/^[A-Za-z0-9._/-]+$/.test(prefix)) return 'may have only letters, digits and . _ - /';
  if (prefix.split('/').some((part) => /^\.*$/.test(part))) {
    return 'must be folder names joined by single slashes, without one at the beginning or end, and none of them "." or ".."';
  }
  return undefined;
};

export const classOrderRule: Rule<readonly string[]> = (names) => {
  const doubled = names.filter((name, index) => names.indexOf(name) !== index);
  if (doubled.length > 0)
    return `names ${[...new Set(doubled)].map((name) => `"${name}"`).join(', ')} more than once; list each class once`;
  const wrong = names.filter((name) => name === '' || name.includes('/') || name.length > MAX_CLASS_NAME_CHARACTERS);
  return wrong.length === 0
    ? undefined
    : `has ${wrong.map((name) => `"${name}"`).join(', ')}: a class is the name of one folder below train/`;
};

export const imageTagRule: Rule<string> = (tag) =>
  IMAGE_TAGS.includes(tag)
    ? undefined
    : `the algorithm's image is published as ${IMAGE_TAGS.map((known) => `"${known}"`).join(' and ')}`;

export const logRetentionRule: Rule<number> = (days) =>
  LOG_RETENTION_DAYS.includes(days)
    ? undefined
    : `CloudWatch Logs keeps logs for ${LOG_RETENTION_DAYS.join(', ')} days; choose one of these`;

export const emailRule: Rule<string> = (address) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)
    ? undefined
    : 'must be empty or an e-mail address such as team@example.com';

/** S3 User Guide, "General purpose bucket naming rules". */
export const bucketNameRule: Rule<string> = (name) => {
  const isName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
  return isName && !/^(?:xn--|sthree-|amzn-s3-demo-)|^\d+\.\d+\.\d+\.\d+$/.test(name)
    ? undefined
    : 'must be the name of a bucket, without s3:// and without a folder';
};

/** Without wildcards of IAM policies, since the function's role is allowed what is below the folder. */
export const inventoryUriRule: Rule<string> = (uri) =>
  /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?:[A-Za-z0-9!_.()'=+@-]+\/)+(?:manifest\.json)?$/.test(uri)
    ? undefined
    : 'must be a folder such as s3://bucket/reports/images/daily/, with its slash at the end, or a manifest.json in one';

export const roleArnRule: Rule<string> = (arn) =>
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)
    ? undefined
    : 'must be the ARN of a role such as arn:aws:iam::123456789012:role/training';

/** A policy allows a key by its ARN only, never by an alias's. */
export const keyArnRule: Rule<string> = (arn) =>
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(arn)
    ? undefined
    : 'must be the ARN of a key such as arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab, not of an alias';

/** With an empty alternative a pattern fits any text, and says how many groups it has. */
export const groupPatternRule: Rule<string> = (pattern) => {
  try {
    const groups = (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1;
    return groups === 1
      ? undefined
      : `must have one group in parentheses, and has ${groups}; (?:...) groups without counting`;
  } catch (error) {
    return `must be a regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
};

export function fromTo(min: number, max: number): Rule<number> {
  return (value) => (value >= min && value <= max ? undefined : `must be from ${min} to ${max}`);
}

const MAXIMUM_TAGS = 50;

/** Problems of configured tags; `reserved` are those that the program sets itself. */
export function tagProblems(tags: Readonly<Record<string, unknown>>, reserved: readonly string[]): string[] {
  const entries = Object.entries(tags);
  const problems = entries.flatMap(([key, value], index) => {
    const others = [...reserved, ...entries.slice(0, index).map(([name]) => name)];
    const problem = tagProblem(key, value, reserved) ?? sameNameProblem(key, others);
    return problem === undefined ? [] : [`tags.${key} is ${JSON.stringify(value)}: ${problem}`];
  });
  const room = MAXIMUM_TAGS - reserved.length;
  return entries.length <= room
    ? problems
    : [
        ...problems,
        `tags has ${entries.length} tags: a resource has at most ${MAXIMUM_TAGS}, of which ${reserved.length} are the program's`,
      ];
}

/** Names of tags of roles are the same whatever their letters' case, and the program's roles have them all. */
function sameNameProblem(key: string, others: readonly string[]): string | undefined {
  const other = others.find((name) => name.toLowerCase() === key.toLowerCase());
  return other === undefined
    ? undefined
    : `"${other}" is the same name to IAM, where letter case does not count; choose another name`;
}

function tagProblem(key: string, value: unknown, reserved: readonly string[]): string | undefined {
  if (reserved.includes(key)) return 'the program sets this tag itself; choose another name';
  if (/^aws:/i.test(key)) return 'names that begin with "aws:" belong to AWS; choose another name';
  if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key))
    return 'a name has 1 to 128 letters, digits, spaces or _ . : / = + - @';
  if (typeof value !== 'string' || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value)) {
    return 'a value is text of at most 256 letters, digits, spaces or _ . : / = + - @';
  }
  return undefined;
}
