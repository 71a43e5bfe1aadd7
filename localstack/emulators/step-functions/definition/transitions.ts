import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { Problems } from './problem.ts';

interface Target {
  readonly name: string;
  readonly field: string;
  readonly location: string;
}

/** Every transition must name a state of the same list, and every state must be reached. */
export function checkTransitions(
  startAt: Json | undefined,
  states: JsonRecord,
  location: string,
  problems: Problems,
): void {
  const exists = (name: string) => Object.hasOwn(states, name);
  const missing = ({ name, field, location: where }: Target) =>
    problems.add('MISSING_TRANSITION_TARGET', where, `Missing '${field}' target: ${name}`);
  for (const [name, state] of Object.entries(states)) {
    for (const target of targetsOf(state, `${location}/States/${name}`)) if (!exists(target.name)) missing(target);
  }
  if (typeof startAt !== 'string') return;
  if (!exists(startAt)) {
    missing({ name: startAt, field: 'StartAt', location: `${location}/StartAt` });
    return;
  }
  const reached = reachable(startAt, states);
  for (const name of Object.keys(states)) {
    if (reached.has(name)) continue;
    problems.add('MISSING_TRANSITION_TARGET', `${location}/States/${name}`, `State "${name}" is not reachable.`);
  }
}

function reachable(startAt: string, states: JsonRecord): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [startAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name) || !Object.hasOwn(states, name)) continue;
    reached.add(name);
    waiting.push(...targetsOf(states[name], '').map((target) => target.name));
  }
  return reached;
}

function targetsOf(state: Json | undefined, location: string): readonly Target[] {
  if (!isRecord(state)) return [];
  const { Next, Default, Choices, Catch } = state;
  return [
    ...target(Next, 'Next', `${location}/Next`),
    ...target(Default, 'Default', `${location}/Default`),
    ...nextOfEach(Choices, `${location}/Choices`),
    ...nextOfEach(Catch, `${location}/Catch`),
  ];
}

function nextOfEach(list: Json | undefined, location: string): readonly Target[] {
  if (!isList(list)) return [];
  return list.flatMap((item, at) => (isRecord(item) ? target(item['Next'], 'Next', `${location}[${at}]/Next`) : []));
}

function target(name: Json | undefined, field: string, location: string): readonly Target[] {
  return typeof name === 'string' ? [{ name, field, location }] : [];
}
