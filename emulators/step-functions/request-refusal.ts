import { type ApiModel, loadApiModel } from '../core/validation/api-model.ts';
import { javaText } from '../core/validation/java-text.ts';
import type { Refusal } from '../core/validation/request-validation.ts';
import { validationMessage } from '../core/validation/violation.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { isJsonObject } from '../core/wire/wire-json.ts';

export function statesModel(): ApiModel {
  return loadApiModel(new URL('./model/api-model.json', import.meta.url));
}

/** AWS prints the values of an enumeration in an order of its own, which is recorded for this one. */
const STATUSES = '[SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]';

/** The common text as AWS prints it: the items of a routing configuration with their class. */
export const refusedByModel: Refusal = (violations) => {
  const shown = violations.map((one) => ({
    ...one,
    value: printed(one.value),
    ...(one.path === 'statusFilter' ? { constraint: `Member must satisfy enum value set: ${STATUSES}` } : {}),
  }));
  return new AwsError('ValidationException', 400, validationMessage(shown));
};

function printed(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(isJsonObject)) return value;
  const items = value.map((item) => {
    const members = Object.entries(item).map(([name, member]) => `${name}=${javaText(member)}`);
    return `RoutingConfigurationListItem(${members.join(', ')})`;
  });
  return `[${items.join(', ')}]`;
}
