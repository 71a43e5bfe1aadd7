import type { EmulatedService } from '../../../emulators/core/emulated-service.ts';
import { ModelFacts, type Shape } from '../model-facts.ts';
import type { ConformedApi, Members, RunningApi } from './conformed-api.ts';
import { send, startApi } from './json-calls.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Sends inputs as forms of the query protocol to a service over an empty folder. */
export function startQuery(
  api: Pick<ConformedApi, 'model' | 'protocol'>,
  create: (dataFolder: string) => EmulatedService | Promise<EmulatedService>,
): Promise<RunningApi> {
  const facts = new ModelFacts(api);
  return startApi(create, async (service, operation, input) => {
    if (hasEmptyElement(input)) return undefined;
    const response = await send(service, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams([['Action', operation], ...form(facts, operation, input)]).toString(),
    });
    const body = String(response.body ?? '');
    const message = unescaped(/<Message>([\s\S]*)<\/Message>/.exec(body)?.[1] ?? '');
    return { status: response.status, code: /<Code>(.*?)<\/Code>/.exec(body)?.[1], message };
  });
}

type Pair = [name: string, value: string];

/** As botocore's query serializer writes it: empty lists and maps as `Name=`. */
export function form(facts: ModelFacts, operation: string, input: Members): Pair[] {
  return structurePairs(facts, facts.inputOf(operation), input, '');
}

function structurePairs(facts: ModelFacts, shape: Shape, value: object, prefix: string): Pair[] {
  const members = new Map(facts.membersOf(shape));
  return Object.entries(value).flatMap(([name, member]): Pair[] => {
    const memberShape = members.get(name);
    if (memberShape === undefined || member === null || member === undefined) return [];
    return pairs(facts, memberShape, member, prefix === '' ? name : `${prefix}.${name}`);
  });
}

function pairs(facts: ModelFacts, shape: Shape, value: unknown, name: string): Pair[] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  if (Object.keys(value).length === 0) return shape.type === 'structure' ? [] : [[name, '']];
  if (shape.type === 'list' && Array.isArray(value)) {
    const element = facts.shape(shape.member?.shape);
    return value.flatMap((one: unknown, index) => pairs(facts, element, one, `${name}.member.${index + 1}`));
  }
  if (shape.type !== 'map') return structurePairs(facts, shape, value, name);
  const element = facts.shape(shape.value?.shape);
  return Object.entries(value).flatMap(([key, one]: [string, unknown], index): Pair[] => {
    const entry = `${name}.entry.${index + 1}`;
    const keyPair: Pair = [`${entry}.${shape.key?.locationName ?? 'key'}`, key];
    return [keyPair, ...pairs(facts, element, one, `${entry}.${shape.value?.locationName ?? 'value'}`)];
  });
}

/** A structure without members in a list has no form of its own. */
function hasEmptyElement(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const isEmpty = (one: unknown) => typeof one === 'object' && one !== null && Object.keys(one).length === 0;
  return (Array.isArray(value) && value.some(isEmpty)) || Object.values(value).some(hasEmptyElement);
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (all, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
