import { isRecord, type Json } from '../language/json.ts';
import { expressionIn } from '../language/jsonata/jsonata.ts';
import type { QueryLanguage } from './definition.ts';
import type { Problems } from './problem.ts';
import { validateJsonata } from './validate-jsonata.ts';
import { validateTemplate } from './validate-template.ts';

const ROLE = 'RoleArn';
const ROLE_PATH = 'RoleArn.$';

/** Credentials of a Task: the role that its call is made for, and nothing else. */
export function validateCredentials(
  credentials: Json | undefined,
  location: string,
  language: QueryLanguage,
  problems: Problems,
): void {
  if (!isRecord(credentials)) return;
  const known = language === 'JSONata' ? [ROLE] : [ROLE, ROLE_PATH];
  const fields = Object.keys(credentials);
  for (const field of fields.filter((field) => !known.includes(field))) problems.unsupported(location, field);
  if (!fields.some((field) => known.includes(field))) problems.missing(location, [ROLE]);
  const role = credentials[ROLE];
  if (role !== undefined && (typeof role !== 'string' || role === '')) {
    problems.schema(`${location}/${ROLE}`, '[rehearsal] must be the ARN of a role');
  }
  if (language === 'JSONPath') validateTemplate(credentials, location, problems);
  else if (expressionIn(role) !== undefined) validateJsonata(role, `${location}/${ROLE}`, problems);
}
