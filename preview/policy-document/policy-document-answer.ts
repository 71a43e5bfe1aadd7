import { givenPolicy, type PolicyDocument, PolicyDocumentError } from './given-policy.ts';
import {
  type Condition,
  type PolicyStatement,
  type Principal,
  recordsOf,
  textsOf,
  writtenSet,
  writtenStatement,
} from './policy-statement.ts';

type Values = Readonly<Record<string, unknown>>;

const OLD_VERSION = '2008-10-17';

/**
 * What the AWS provider makes of getPolicyDocument's arguments, which needs no account: source documents, then the statements,
 * then the overriding documents. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocumentAnswer(inputs: Values): Record<string, unknown> {
  const sources = documents(inputs, 'sourcePolicyDocuments');
  checkSids(sources, 'sourcePolicyDocuments');
  const own = ownDocument(inputs);
  checkSids([own], 'statements');
  const merged = [...sources, own, ...documents(inputs, 'overridePolicyDocuments')].reduce(merge);
  const { version, id, statements } = merged;
  const document = {
    ...(version === '' ? {} : { Version: version }),
    ...(id === '' ? {} : { Id: id }),
    ...(statements.length === 0 ? {} : { Statement: statements.map(writtenStatement) }),
  };
  const json = escaped(JSON.stringify(document, null, 2));
  return { ...inputs, id: '0', json, minifiedJson: escaped(JSON.stringify(document)) };
}

function documents(inputs: Values, name: string): readonly PolicyDocument[] {
  const list = Array.isArray(inputs[name]) ? inputs[name] : [];
  return list.flatMap((text, index) => (text === null ? [] : [givenPolicy(text, `${name}[${index}]`)]));
}

/** A statement with a Sid takes the place of the one that has it already. */
function merge(before: PolicyDocument, next: PolicyDocument): PolicyDocument {
  const statements = [...before.statements];
  for (const statement of next.statements) {
    const index = statement.sid === '' ? -1 : statements.findIndex(({ sid }) => sid === statement.sid);
    if (index === -1) statements.push(statement);
    else statements[index] = statement;
  }
  const version = next.version > before.version ? next.version : before.version;
  return { version, id: next.id === '' ? before.id : next.id, statements };
}

function checkSids(among: readonly PolicyDocument[], place: string): void {
  const sids = among.flatMap(({ statements }) => statements.map(({ sid }) => sid)).filter((sid) => sid !== '');
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (twice === undefined) return;
  throw new PolicyDocumentError(`${place}: duplicate Sid (${twice}); remove it or make Sids unique`);
}

function ownDocument({ version = '2012-10-17', policyId = '', statements }: Values): PolicyDocument {
  const text = String(version);
  return {
    version: text,
    id: String(policyId),
    statements: recordsOf(statements).map((values) => ownStatement(values, text)),
  };
}

function ownStatement(values: Values, version: string): PolicyStatement {
  const resources = (name: string) => withVariables(writtenSet(values[name]), version);
  return {
    sid: String(values['sid'] ?? ''),
    effect: values['effect'] ?? 'Allow',
    lists: {
      Action: writtenSet(values['actions']),
      NotAction: writtenSet(values['notActions']),
      Resource: resources('resources'),
      NotResource: resources('notResources'),
    },
    principals: ownPrincipals(values['principals'], version),
    notPrincipals: ownPrincipals(values['notPrincipals'], version),
    conditions: ownConditions(values['conditions'], version),
  };
}

function ownPrincipals(value: unknown, version: string): readonly Principal[] {
  return distinct(recordsOf(value)).map(({ type, identifiers }) => ({
    type: String(type),
    identifiers: withVariables(writtenSet(identifiers), version) ?? [],
  }));
}

function ownConditions(value: unknown, version: string): readonly Condition[] {
  return distinct(recordsOf(value)).map(({ test, variable, values }) => ({
    test: String(test),
    variable: String(variable),
    values: textsOf(values).map((text) => withVariable(text, version)),
  }));
}

/** Blocks are a set; its order is one of hashes there, and the program's here. */
function distinct(blocks: readonly Values[]): readonly Values[] {
  return [...new Map(blocks.map((block) => [JSON.stringify(block), block])).values()];
}

function withVariables<T extends string | readonly string[] | undefined>(value: T, version: string) {
  if (value === undefined || typeof value === 'string')
    return value === undefined ? value : withVariable(value, version);
  return value.map((text) => withVariable(text, version));
}

/** `&{aws:username}` is the provider's way to write a policy's own variable. */
function withVariable(text: string, version: string): string {
  if (version === OLD_VERSION && text.includes('&{')) {
    throw new PolicyDocumentError(`found &{ in ${text}, which version ${OLD_VERSION} does not have`);
  }
  return text.replaceAll('&{', '${');
}

/** As Go writes JSON. */
function escaped(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
