import { type ApiModel, type MapShape, type Shape, shapeOf } from './api-model.ts';

/** MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name has eight steps before its last name; nothing is much deeper. */
const MAX_STEPS = 16;

type Node = Map<string, Node> | string;

/** The parameters of a query request as the members of an input: `Tags.member.1.Key=a` as `{Tags: [{Key: 'a'}]}`. */
export function queryMembers(model: ApiModel, shape: Shape, params: URLSearchParams): unknown {
  return new QueryReader(model).value(shape, tree(params));
}

function tree(params: URLSearchParams): Node {
  const root = new Map<string, Node>();
  for (const [key, value] of params) {
    const steps = key.split('.');
    const last = steps.pop() ?? '';
    if (steps.length >= MAX_STEPS) continue;
    let branch = root;
    for (const step of steps) {
      const next = branch.get(step);
      const child = next instanceof Map ? next : new Map<string, Node>();
      branch.set(step, child);
      branch = child;
    }
    if (!branch.has(last)) branch.set(last, value);
  }
  return root;
}

class QueryReader {
  readonly #model: ApiModel;

  constructor(model: ApiModel) {
    this.#model = model;
  }

  /** What does not fit the shape is left as text or as an object, for the check of types to refuse. */
  value(shape: Shape, node: Node): unknown {
    if (shape.type === 'list') return this.#list(shapeOf(this.#model, shape.member), node);
    if (shape.type === 'map') return this.#map(shape, node);
    if (typeof node === 'string') return node;
    const known: Readonly<Record<string, { readonly shape: string }>> = shape.type === 'structure' ? shape.members : {};
    const members = [...node].flatMap(([name, child]) => {
      const reference = Object.hasOwn(known, name) ? known[name] : undefined;
      if (reference !== undefined) return [[name, this.value(shapeOf(this.#model, reference), child)]];
      return shape.type === 'structure' ? [] : [[name, '']];
    });
    return Object.fromEntries(members) as object;
  }

  /** An empty list is sent as `Name=`. */
  #list(member: Shape, node: Node): unknown {
    if (typeof node === 'string') return node === '' ? [] : node;
    const elements = node.get('member');
    if (!(elements instanceof Map)) return elements === '' ? [] : {};
    return inOrder(elements).map((element) => this.value(member, element));
  }

  #map(shape: MapShape, node: Node): unknown {
    if (typeof node === 'string') return node === '' ? {} : node;
    const entries = node.get('entry');
    if (!(entries instanceof Map)) return {};
    const [keyName, valueName] = [shape.key.locationName ?? 'key', shape.value.locationName ?? 'value'];
    const valueShape = shapeOf(this.#model, shape.value);
    const pairs = inOrder(entries).map((entry) => {
      const [key, value] = entry instanceof Map ? [entry.get(keyName), entry.get(valueName)] : [];
      return [typeof key === 'string' ? key : '', value === undefined ? null : this.value(valueShape, value)];
    });
    return Object.fromEntries(pairs) as object;
  }
}

function inOrder(numbered: ReadonlyMap<string, Node>): Node[] {
  return [...numbered].sort(([a], [b]) => Number(a) - Number(b)).map(([, node]) => node);
}
