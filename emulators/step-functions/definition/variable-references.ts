import { isList, isRecord, type Json, type JsonRecord, ownMember } from '../language/json.ts';
import { expressionIn } from '../language/jsonata/jsonata.ts';
import { JSONATA } from '../language/jsonata/jsonata-engine.ts';
import type { Definition, QueryLanguage } from './definition.ts';

/** Members of a state that are state machines of their own. */
const MACHINES = new Set(['ItemProcessor', 'Iterator', 'Branches']);
/** Members whose content is the writer's own: only names that end in `.$` are looked up. */
const TEMPLATES = new Set(['Parameters', 'ResultSelector', 'ItemSelector', 'Assign', 'BatchInput', 'Credentials']);

/** The variables that each state reads, by the state's name, sorted; states that read none are left out. */
export function variablesByState(definition: Definition): Record<string, readonly string[]> {
  return Object.fromEntries(ofMachine(definition as unknown as JsonRecord, 'JSONPath'));
}

type Named = readonly (readonly [string, readonly string[]])[];

function ofMachine(machine: JsonRecord, inherited: QueryLanguage): Named {
  const language = languageOf(machine, inherited);
  const states = Object.entries(recordOf(machine['States']));
  return states.flatMap(([name, state]) => (isRecord(state) ? ofState(name, state, language) : []));
}

function ofState(name: string, state: JsonRecord, inherited: QueryLanguage): Named {
  const language = languageOf(state, inherited);
  const fields = Object.fromEntries(Object.entries(state).filter(([member]) => !MACHINES.has(member)));
  const found = language === 'JSONata' ? inJsonata(fields) : inPaths(fields);
  const names = [...new Set(found)].sort();
  const inner = [...MACHINES].flatMap((member) => [ownMember(state, member) ?? []].flat() as Json[]);
  return [
    ...(names.length === 0 ? [] : [[name, names] as const]),
    ...inner.flatMap((machine) => (isRecord(machine) ? ofMachine(machine, inherited) : [])),
  ];
}

function languageOf({ QueryLanguage }: JsonRecord, inherited: QueryLanguage): QueryLanguage {
  return QueryLanguage === 'JSONata' || QueryLanguage === 'JSONPath' ? QueryLanguage : inherited;
}

function recordOf(value: Json | undefined): JsonRecord {
  return isRecord(value) ? value : {};
}

/** Paths and calls in the fields of a JSONPath state. */
function inPaths(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(inPaths);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, content]) => {
    if (name === 'Result') return [];
    if (TEMPLATES.has(name)) return inTemplate(content);
    return typeof content === 'string' && /Path$|^Variable$/.test(name) ? namesIn(content) : inPaths(content);
  });
}

function inTemplate(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(inTemplate);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, content]) =>
    typeof content === 'string' && name.endsWith('.$') ? namesIn(content) : inTemplate(content),
  );
}

/** `$name`, but neither `$.name` nor `$$.name`, nor anything in quotes. */
function namesIn(text: string): readonly string[] {
  const bare = text.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  return [...bare.matchAll(/(?<![\p{L}\p{N}_.$])\$([\p{L}_][\p{L}\p{N}_]*)/gu)].map(([, name = '']) => name);
}

/** Expressions in the fields of a JSONata state. */
function inJsonata(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(inJsonata);
  if (isRecord(value)) return Object.values(value).flatMap(inJsonata);
  const expression = expressionIn(value);
  if (expression === undefined) return [];
  const parsed = JSONATA.parse(expression);
  if ('problem' in parsed) return [];
  const bound = new Set(boundIn(parsed.ast));
  return readIn(parsed.ast).filter((name) => !bound.has(name) && !isFunction(name));
}

/** Whether JSONata itself gives the name, such as `$sum`. */
function isFunction(name: string): boolean {
  return JSONATA.evaluate(`$${name}`, {}, Math.random).kind === 'unsupported';
}

/** Names that the expression itself gives a value to: `$name := …` and parameters of its functions. */
function boundIn(node: Json): readonly string[] {
  if (isList(node)) return node.flatMap(boundIn);
  if (!isRecord(node)) return [];
  const { type, lhs, arguments: parameters } = node;
  const own = type === 'bind' ? [lhs] : type === 'lambda' && isList(parameters) ? parameters : [];
  return [...own.map((variable) => String(recordOf(variable)['value'])), ...Object.values(node).flatMap(boundIn)];
}

/** Names of variables, without `$`, `$$` and `$states`. */
function readIn(node: Json): readonly string[] {
  if (isList(node)) return node.flatMap(readIn);
  if (!isRecord(node)) return [];
  const { type, value } = node;
  if (type !== 'variable') return Object.values(node).flatMap(readIn);
  return ['', '$', 'states'].includes(String(value)) ? [] : [String(value)];
}
