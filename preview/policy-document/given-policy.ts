import { UserError } from '../../emulators/core/user-error.ts';
import { isRecord } from '../compare/property-change.ts';
import { type Condition, type PolicyStatement, type Principal, recordsOf } from './policy-statement.ts';

type Values = Readonly<Record<string, unknown>>;

export interface PolicyDocument {
  readonly version: string;
  readonly id: string;
  readonly statements: readonly PolicyStatement[];
}

/** A policy of `sourcePolicyDocuments` or `overridePolicyDocuments`; `place` is how an error calls it. */
export function givenPolicy(text: unknown, place: string): PolicyDocument {
  const document = parsed(text, place);
  const { Version: version = '', Id: id = '', Statement: statements = [] } = document;
  if (!Array.isArray(statements)) throw new PolicyDocumentError(`${place}: Statement must be a list`);
  return { version: String(version), id: String(id), statements: recordsOf(statements).map(givenStatement) };
}

/** What the provider refuses. */
export class PolicyDocumentError extends UserError {
  constructor(text: string) {
    super('PolicyDocumentError', `aws.iam.getPolicyDocument: ${text}`);
  }
}

function parsed(text: unknown, place: string): Values {
  try {
    const document: unknown = JSON.parse(String(text));
    if (isRecord(document)) return document;
  } catch {
    // Said below.
  }
  throw new PolicyDocumentError(`${place} is no policy in JSON: ${String(text).slice(0, 200)}`);
}

function givenStatement(values: Values): PolicyStatement {
  const { Sid = '', Effect = '', Action, NotAction, Resource, NotResource } = values;
  return {
    sid: String(Sid),
    effect: Effect,
    lists: { Action, NotAction, Resource, NotResource },
    principals: givenPrincipals(values['Principal']),
    notPrincipals: givenPrincipals(values['NotPrincipal']),
    conditions: givenConditions(values['Condition']),
  };
}

function givenPrincipals(value: unknown): readonly Principal[] {
  if (typeof value === 'string') return [{ type: '*', identifiers: ['*'] }];
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([type, identifiers]) => ({
    type,
    identifiers: Array.isArray(identifiers) ? identifiers.map(String) : String(identifiers),
  }));
}

function givenConditions(value: unknown): readonly Condition[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([test, variables]) =>
    Object.entries(isRecord(variables) ? variables : {}).map(([variable, values]) => ({
      test,
      variable,
      values: [values].flat().map(String),
    })),
  );
}
