import type { TaskState } from '../../definition/definition.ts';
import { isRecord } from '../../language/json.ts';
import type { JsonataScope } from '../../language/jsonata/jsonata.ts';
import { typedJsonata } from '../../language/jsonata/jsonata.ts';
import { fillTemplate } from '../../language/payload-template.ts';
import type { Scope } from '../../language/scope.ts';
import { EvaluationError } from '../../language/state-error.ts';

/** The role of a JSONPath task's Credentials, which see what its Parameters see. */
export function taskRole({ Credentials }: TaskState, scope: Scope): string | undefined {
  if (Credentials === undefined) return undefined;
  const filled = fillTemplate(Credentials, scope);
  const roleArn = isRecord(filled) ? filled['RoleArn'] : undefined;
  if (typeof roleArn === 'string') return roleArn;
  const given = JSON.stringify(roleArn);
  throw new EvaluationError(`[rehearsal] The RoleArn of Credentials must be the ARN of a role but is ${given}`);
}

export function jsonataTaskRole({ Credentials }: TaskState, scope: JsonataScope): string | undefined {
  const roleArn = Credentials?.['RoleArn'];
  return roleArn === undefined ? undefined : String(typedJsonata(roleArn, 'Credentials/RoleArn', 'string', scope));
}
