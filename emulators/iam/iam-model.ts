import { ownEntry } from '../core/own-entry.ts';
import { type ApiModel, loadApiModel } from '../core/validation/api-model.ts';
import type { Refusal } from '../core/validation/request-validation.ts';
import { type Violation, validationMessage } from '../core/validation/violation.ts';
import { AwsError } from '../core/wire/aws-error.ts';

export function iamModel(): ApiModel {
  return loadApiModel(new URL('./model/api-model.json', import.meta.url));
}

export function stsModel(): ApiModel {
  return loadApiModel(new URL('./model/sts-api-model.json', import.meta.url));
}

const NAME_RULE = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
/** What IAM says of a pattern in words of its own. */
const PATTERN_RULES: Readonly<Record<string, string>> = {
  roleName: NAME_RULE,
  policyName: NAME_RULE,
  instanceProfileName: NAME_RULE,
  path: 'It must begin and end with / and contain only alphanumeric characters and/or / characters.',
};

/** IAM looks at names' characters after everything else, and puts it differently. */
export const refusedByIam: Refusal = (violations) => {
  const later = violations.filter(({ path, rule }) => rule === 'pattern' && Object.hasOwn(PATTERN_RULES, path));
  const first = violations.filter((one) => !later.includes(one));
  const path = later[0]?.path ?? '';
  const message =
    first.length > 0
      ? validationMessage(first.map(asShown))
      : `The specified value for ${path} is invalid. ${ownEntry(PATTERN_RULES, path) ?? ''}`;
  return new AwsError('ValidationError', 400, message);
};

/** Of a version's id the refusal does not show the value (recorded on AWS). */
function asShown(violation: Violation): Violation {
  return { ...violation, isHidden: violation.path === 'versionId' && violation.rule === 'pattern' };
}
