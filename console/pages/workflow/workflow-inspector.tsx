import type { StateMachine } from '../../aws/machine-calls.ts';
import { allNodes, type GraphScope } from '../../model/graph/definition-graph.ts';
import { Icon } from '../../parts/icon.tsx';
import { JsonView } from '../../parts/json-view.tsx';

interface Props {
  readonly machine: StateMachine;
  readonly graph: GraphScope | undefined;
  readonly selected: string | undefined;
  readonly close: () => void;
}

/** The definition: of the chosen state, or of the whole. */
export function WorkflowInspector({ machine, graph, selected, close }: Props) {
  const node = graph === undefined ? undefined : allNodes(graph).find(({ id }) => id === selected);
  if (node === undefined) {
    return (
      <aside class="inspector" aria-label="Definition">
        <h2>Definition</h2>
        <p class="muted">Choose a state in the graph to see its own part.</p>
        <JsonView label="Definition" text={machine.definition} />
      </aside>
    );
  }
  const comment = node.definition['Comment'];
  return (
    <aside class="inspector" aria-label={`State ${node.id}`}>
      <div class="title-line">
        <h2 title={node.id}>{node.id}</h2>
        <button type="button" class="quiet" title="Close" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <p class="muted">{[node.type, node.subtitle].filter((text) => text !== undefined).join(' · ')}</p>
      {typeof comment === 'string' && <p>{comment}</p>}
      <JsonView key={node.id} label={node.id} text={JSON.stringify(node.definition)} />
    </aside>
  );
}
