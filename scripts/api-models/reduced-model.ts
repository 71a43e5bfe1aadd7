/** The part of botocore's service-2.json that is read here. */
export interface WholeModel {
  readonly metadata: Readonly<Record<string, unknown>> & { readonly apiVersion: string };
  readonly operations: Readonly<Record<string, WholeOperation>>;
  readonly shapes: Readonly<Record<string, WholeShape>>;
}

interface WholeOperation {
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input?: Reference;
  readonly output?: Reference;
}

interface Reference {
  readonly shape: string;
}

export interface WholeShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
}

/** What decides whether a value fits, and where it is in a request; all else (documentation, boxing, errors) is left out. */
const KEPT = new Set([
  ...['type', 'required', 'members', 'member', 'key', 'value', 'min', 'max', 'pattern', 'enum'],
  ...['shape', 'location', 'locationName', 'payload'],
]);
const KEPT_METADATA = ['apiVersion', 'protocol', 'targetPrefix', 'jsonVersion'];
/** An operation without an input shape takes no members. */
const NO_INPUT = 'NoInput';

/** The input shapes of the served operations with their constraints, and the names of all operations. */
export function reducedModel(model: WholeModel, served: readonly string[] | 'all'): object {
  const operationNames = Object.keys(model.operations).sort();
  const operations = served === 'all' ? operationNames : served;
  const inputs = Object.fromEntries(operations.map((name) => [name, inputOf(model, name)]));
  const shapes = reachable(model, Object.values(inputs));
  const isRest = String(model.metadata['protocol']).startsWith('rest');
  return {
    metadata: Object.fromEntries(KEPT_METADATA.map((name) => [name, model.metadata[name]])),
    inputs,
    ...(isRest ? { places: Object.fromEntries(operationNames.map((name) => [name, placeOf(model, name)])) } : {}),
    shapes,
    operationNames,
  };
}

function operation(model: WholeModel, name: string): WholeOperation {
  const found = model.operations[name];
  if (found === undefined) throw new Error(`operation ${name} is not in the model`);
  return found;
}

export function shapeOf(model: WholeModel, name: string): WholeShape {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`shape ${name} is not in the model`);
  return shape;
}

function inputOf(model: WholeModel, name: string): string {
  return operation(model, name).input?.shape ?? NO_INPUT;
}

/** Method and path, as in `GET /2015-03-31/functions/{FunctionName}`. */
function placeOf(model: WholeModel, name: string): string {
  const { method, requestUri } = operation(model, name).http;
  return `${method} ${requestUri.replace(/\/$/, '')}`;
}

function reachable(model: WholeModel, roots: readonly string[]): Record<string, object> {
  const found = new Map<string, object>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    const shape = name === NO_INPUT ? { type: 'structure', members: {} } : shapeOf(model, name);
    found.set(name, reduced(shape));
    open.push(...references(shape));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => a.localeCompare(b, 'en')));
}

function references(shape: WholeShape): string[] {
  const all = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value];
  return all.flatMap((reference) => (reference === undefined ? [] : [reference.shape]));
}

function reduced(shape: object): object {
  const entries = Object.entries(shape).filter(([name]) => KEPT.has(name));
  const kept = entries.map(([name, value]: [string, unknown]) => [
    name,
    name === 'members' ? members(value) : part(value),
  ]);
  return Object.fromEntries(kept) as object;
}

/** The names of members are the model's own: none of them is left out. */
function members(value: unknown): object {
  return Object.fromEntries(Object.entries(Object(value)).map(([name, member]) => [name, part(member)]));
}

function part(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? reduced(value) : value;
}
