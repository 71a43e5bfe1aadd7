import { isMembers, listIn, type Members, membersIn, numberIn, parsedJson, textIn } from '../members.ts';
import { choiceWords } from './choice-words.ts';
import { serviceCall } from './service-call.ts';

export type EdgeKind = 'next' | 'choice' | 'default' | 'catch';

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** A Choice's condition, or the errors of a catcher, in words. */
  readonly label?: string;
}

export interface GraphNode {
  readonly id: string;
  readonly kind: 'state' | 'start' | 'end';
  /** Such as `Task`; empty for start and end. */
  readonly type: string;
  /** What a Task calls, such as `SageMaker CreateTrainingJob`, or how long a Wait is. */
  readonly subtitle?: string;
  /** How often a state is tried again at most; 0 where it is not. */
  readonly retries: number;
  /** Branches of a Parallel state, or the one part of a Map state. */
  readonly parts: readonly GraphScope[];
  /** A Map state whose items are executions of their own. */
  readonly isDistributed: boolean;
  /** As it stands in the definition. */
  readonly definition: Members;
}

/** States that lead to one another. */
export interface GraphScope {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Names of states cannot be these: they have at least one visible character and end in none. */
export const START = ' start';
export const END = ' end';

/** The graph of a state machine, or undefined for a text that is no definition. */
export function definitionGraph(definition: string): GraphScope | undefined {
  const parsed = parsedJson(definition);
  if (!isMembers(parsed)) return undefined;
  const scope = scopeOf(parsed);
  const startAt = textIn(parsed, 'StartAt') ?? '';
  const ends = scope.nodes.filter(isLast).map(({ id }) => id);
  return {
    nodes: [bare(START, 'start'), ...scope.nodes, ...(ends.length === 0 ? [] : [bare(END, 'end')])],
    edges: [
      { from: START, to: startAt, kind: 'next' },
      ...scope.edges,
      ...ends.map((from): GraphEdge => ({ from, to: END, kind: 'next' })),
    ],
  };
}

/** All states of a graph, those inside of others too. */
export function allNodes({ nodes }: GraphScope): readonly GraphNode[] {
  return nodes.flatMap((node) => [node, ...node.parts.flatMap(allNodes)]);
}

function bare(id: string, kind: 'start' | 'end'): GraphNode {
  return { id, kind, type: '', retries: 0, parts: [], isDistributed: false, definition: {} };
}

function isLast({ type, definition }: GraphNode): boolean {
  return definition['End'] === true || type === 'Succeed' || type === 'Fail';
}

function scopeOf(part: Members): GraphScope {
  const states = Object.entries(membersIn(part, 'States')).flatMap(([name, state]) =>
    isMembers(state) ? [[name, state] as const] : [],
  );
  const known = new Set(states.map(([name]) => name));
  const edges = states.flatMap(([name, state]) => edgesOf(name, state));
  return {
    nodes: states.map(([name, state]) => nodeOf(name, state)),
    // A definition that is being written may lead nowhere.
    edges: edges.filter(({ to }) => known.has(to)),
  };
}

function nodeOf(id: string, state: Members): GraphNode {
  const processor = isMembers(state['ItemProcessor']) ? state['ItemProcessor'] : state['Iterator'];
  const bodies = [...listIn(state, 'Branches'), ...(isMembers(processor) ? [processor] : [])];
  const config = isMembers(processor) ? membersIn(processor, 'ProcessorConfig') : {};
  const subtitle = subtitleOf(state);
  return {
    id,
    kind: 'state',
    type: textIn(state, 'Type') ?? '',
    ...(subtitle === undefined ? {} : { subtitle }),
    retries: listIn(state, 'Retry').reduce((most, entry) => Math.max(most, retriesOf(entry)), 0),
    parts: bodies.map(scopeOf),
    isDistributed: config['Mode'] === 'DISTRIBUTED',
    definition: state,
  };
}

/** AWS's default is 3. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
function retriesOf(retrier: Members): number {
  return numberIn(retrier, 'MaxAttempts') ?? 3;
}

function subtitleOf(state: Members): string | undefined {
  const resource = textIn(state, 'Resource');
  if (resource !== undefined) return serviceCall(resource);
  const seconds = numberIn(state, 'Seconds');
  if (seconds !== undefined) return `${seconds} s`;
  return textIn(state, 'Timestamp') ?? textIn(state, 'Error');
}

function edgesOf(from: string, state: Members): readonly GraphEdge[] {
  const choices = listIn(state, 'Choices').map((rule) => edge(from, rule, 'choice', choiceWords(rule)));
  const catches = listIn(state, 'Catch').map((catcher) => edge(from, catcher, 'catch', errorWords(catcher)));
  const fallback = textIn(state, 'Default');
  return [
    edge(from, state, 'next'),
    ...choices,
    ...(fallback === undefined ? [] : [{ from, to: fallback, kind: 'default' as const, label: 'otherwise' }]),
    ...catches,
  ].filter(({ to }) => to !== '');
}

function edge(from: string, { Next: next }: Members, kind: EdgeKind, label?: string): GraphEdge {
  return { from, to: typeof next === 'string' ? next : '', kind, ...(label === undefined ? {} : { label }) };
}

function errorWords({ ErrorEquals: errors }: Members): string {
  const names: readonly unknown[] = Array.isArray(errors) ? errors : [];
  return names.includes('States.ALL') ? 'any error' : names.map(String).join(', ');
}
