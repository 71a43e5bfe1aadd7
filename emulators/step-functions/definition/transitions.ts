import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { Problems } from './problem.ts';

interface Target {
  readonly name: string;
  readonly location: string;
}

/** Every transition must name a state of the same list, a workflow must have an end, and every state must be reached. */
export function checkTransitions(
  startAt: Json | undefined,
  states: JsonRecord,
  location: string,
  problems: Problems,
): void {
  const exists = (name: string) => Object.hasOwn(states, name);
  const missing = ({ name, location: where }: Target) =>
    problems.add('MISSING_TRANSITION_TARGET', where, `Missing 'Next' target: ${name}`);
  for (const [name, state] of Object.entries(states)) {
    for (const target of targetsOf(state, `${location}/States/${name}`)) if (!exists(target.name)) missing(target);
  }
  if (location === '' && !Object.values(states).some(isTerminal)) {
    problems.add('MISSING_END_STATE', undefined, 'Workflow has no terminal state');
    return;
  }
  if (typeof startAt !== 'string') return;
  if (!exists(startAt)) missing({ name: startAt, location: `${location}/StartAt` });
  const reached = reachable(startAt, states);
  for (const name of Object.keys(states)) {
    if (reached.has(name)) continue;
    problems.add('MISSING_TRANSITION_TARGET', `${location}/States/${name}`, `State "${name}" is not reachable.`);
  }
}

function isTerminal(state: Json): boolean {
  return isRecord(state) && (state['End'] === true || state['Type'] === 'Succeed' || state['Type'] === 'Fail');
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
    ...target(Next, `${location}/Next`),
    ...target(Default, `${location}/Default`),
    ...nextOfEach(Choices, `${location}/Choices`),
    ...nextOfEach(Catch, `${location}/Catch`),
  ];
}

function nextOfEach(list: Json | undefined, location: string): readonly Target[] {
  if (!isList(list)) return [];
  return list.flatMap((item, at) => (isRecord(item) ? target(item['Next'], `${location}[${at}]/Next`) : []));
}

function target(name: Json | undefined, location: string): readonly Target[] {
  return typeof name === 'string' ? [{ name, location }] : [];
}
