/** Of a bucket's or an object's ARN the bucket, in which wildcards may stand. */
const S3_ARN = /^arn:[^:]*:s3:::([^/]*)/;
const POLICY_VARIABLE = /\$\{[^}]*\}/g;

/** Whether every resource of a bucket policy's statement may be the bucket itself or an object of it. */
export function isAbout(statement: unknown, bucket: string): boolean {
  if (typeof statement !== 'object' || statement === null) return true;
  const { Resource, NotResource }: { Resource?: unknown; NotResource?: unknown } = statement;
  return [Resource, NotResource].flat().every((resource) => resource === undefined || mayBe(resource, bucket));
}

function mayBe(resource: unknown, bucket: string): boolean {
  if (typeof resource !== 'string') return false;
  const [, pattern] = S3_ARN.exec(resource) ?? [];
  if (pattern === undefined) return resource === '*';
  return matches(pattern.replaceAll(POLICY_VARIABLE, '*'), bucket);
}

/** `*` for any text, `?` for one character; goes back to the last `*` only, so that no pattern takes long. */
function matches(pattern: string, text: string): boolean {
  let [at, star, resumed] = [0, -1, 0];
  for (let read = 0; read < text.length; ) {
    if (pattern[at] === '*') [star, resumed, at] = [at, read, at + 1];
    else if (pattern[at] === '?' || pattern[at] === text[read]) [at, read] = [at + 1, read + 1];
    else if (star >= 0) [at, resumed, read] = [star + 1, resumed + 1, resumed + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
