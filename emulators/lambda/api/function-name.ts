import { MemberConstraints } from '../../core/validation/member-constraints.ts';
import { functionNotFound } from './lambda-errors.ts';

const PATTERN = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?`;
const REFERENCE = new RegExp(`^(?:${PATTERN})$`);
const [NAME_GROUP, VERSION_GROUP] = [7, 9];
const MAX_ARN_LENGTH = 140;
const MAX_NAME_LENGTH = 64;

/** The name in a name, a partial or a whole ARN; undefined for what is none of them. */
export function nameInReference(reference: string): string | undefined {
  return REFERENCE.exec(reference)?.[NAME_GROUP];
}

/**
 * The name in a name, a partial or a whole ARN, with or without a qualifier. Only $LATEST exists here: any other version
 * or alias is not found, whether it is in the name or in `qualifier`.
 */
export function functionNameOf(reference: string, arnPrefix: string, qualifier?: string): string {
  new MemberConstraints()
    .check('functionName', reference, { minLength: 1, maxLength: MAX_ARN_LENGTH, pattern: PATTERN })
    .throwAs('ValidationException');
  const match = REFERENCE.exec(reference);
  const [name = '', version = qualifier] = [match?.[NAME_GROUP], match?.[VERSION_GROUP]];
  new MemberConstraints().check('functionName', name, { maxLength: MAX_NAME_LENGTH }).throwAs('ValidationException');
  if (version !== undefined && version !== '$LATEST')
    throw functionNotFound(`${arnPrefix}:function:${name}:${version}`);
  return name;
}
