import type { ComponentChildren } from 'preact';
import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import { allNodes, definitionGraph } from '../../model/graph/definition-graph.ts';
import type { Visit } from '../../model/history/visit.ts';
import { logSourceOf } from '../../model/logs/state-log.ts';
import { judgementOf } from '../../model/models/state-judgement.ts';
import { JsonView } from '../../parts/json-view.tsx';
import type { Tab } from '../../parts/tabs.tsx';
import { AttemptsView } from './attempts-view.tsx';
import { FailureView } from './failure-view.tsx';
import { MapRunView } from './map-run-view.tsx';
import { StateLog } from './state-log.tsx';
import { VerdictView } from './verdict-view.tsx';

export interface InspectorTab extends Tab {
  readonly content: ComponentChildren;
}

/** Of the run as a whole. */
export function runTabs({ execution, definition }: LiveExecution): readonly InspectorTab[] {
  const { input, output, error, cause } = execution;
  return [
    ...(error === undefined ? [] : [failureTab(error, cause)]),
    // Of what has ended its result is looked at first.
    ...json('output', 'Output', output),
    ...json('input', 'Input', input),
    ...json('definition', 'Definition', definition),
  ];
}

/** Of one state; what failed is first. */
export function visitTabs({ definition }: LiveExecution, visit: Visit): readonly InspectorTab[] {
  const { input, output, variables, failure, attempts, name, mapRunArn } = visit;
  const last = attempts.at(-1);
  const log = logSourceOf(visit);
  const assigned = Object.entries(variables);
  const judgement = judgementOf(visit);
  return [
    ...(failure === undefined ? [] : [failureTab(failure.error, failure.cause)]),
    ...(mapRunArn === undefined ? [] : [{ id: 'items', title: 'Items', content: <MapRunView arn={mapRunArn} /> }]),
    ...(judgement === undefined
      ? []
      : [{ id: 'verdict', title: 'Verdict', content: <VerdictView judgement={judgement} /> }]),
    ...json('input', 'Input', input),
    ...json('sent', 'Sent', last?.parameters),
    ...json('received', 'Received', last?.result),
    ...json('output', 'Output', output),
    ...(log === undefined
      ? []
      : [{ id: 'log', title: 'Log', content: <StateLog key={visit.id} visit={visit} source={log} /> }]),
    ...(assigned.length === 0 ? [] : json('variables', 'Variables', textOfVariables(assigned))),
    ...(attempts.length < 2
      ? []
      : [{ id: 'attempts', title: 'Attempts', count: attempts.length, content: <AttemptsView visit={visit} /> }]),
    ...json('definition', 'Definition', definitionOf(definition, name)),
  ];
}

function failureTab(error: string, cause: string | undefined): InspectorTab {
  return { id: 'error', title: 'Error', content: <FailureView error={error} cause={cause} /> };
}

function json(id: string, title: string, text: string | undefined): readonly InspectorTab[] {
  return text === undefined ? [] : [{ id, title, content: <JsonView key={text} label={title} text={text} /> }];
}

/** Their values are JSON already. */
function textOfVariables(variables: readonly (readonly [string, string])[]): string {
  return `{${variables.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

function definitionOf(definition: string, name: string): string | undefined {
  const graph = definitionGraph(definition);
  const node = graph === undefined ? undefined : allNodes(graph).find(({ id }) => id === name);
  return node === undefined ? undefined : JSON.stringify(node.definition);
}
