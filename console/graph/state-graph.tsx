import { useMemo } from 'preact/hooks';
import type { GraphScope } from '../model/graph/definition-graph.ts';
import { layoutGraph } from '../model/graph/graph-layout.ts';
import type { StateSummary } from '../model/history/state-summary.ts';
import { GraphEdgeLine } from './graph-edge-line.tsx';
import { GraphNodeShape } from './graph-node-shape.tsx';
import { PanZoom } from './pan-zoom.tsx';

export interface GraphColours {
  readonly summaries: ReadonlyMap<string, StateSummary>;
  /** Steps that were taken, as `from → to`. */
  readonly taken: ReadonlySet<string>;
}

interface Props {
  readonly graph: GraphScope;
  /** Of a run; without it the graph shows the definition alone. */
  readonly colours?: GraphColours;
  readonly selected?: string;
  readonly choose: (name: string) => void;
  /** Of the window, in pixels; a small graph takes less. */
  readonly maxHeight: number;
}

/** The states and their steps, as a picture that is laid out once and then only coloured. */
export function StateGraph({ graph, colours, selected, choose, maxHeight }: Props) {
  const layout = useMemo(() => layoutGraph(graph), [graph]);
  return (
    <PanZoom
      width={layout.width}
      height={layout.height}
      windowHeight={Math.min(maxHeight, layout.height * 1.1 + 32)}
      label="Graph of the states"
    >
      {layout.edges.map(({ edge, ...laid }, index) => (
        <GraphEdgeLine
          key={index}
          laid={{ edge, ...laid }}
          isTaken={colours?.taken.has(stepKey(edge.from, edge.to)) ?? false}
          isRun={colours !== undefined}
        />
      ))}
      {[...layout.nodes]
        .sort((one, other) => one.depth - other.depth)
        .map((laid) => {
          const summary = colours?.summaries.get(laid.node.id);
          return (
            <GraphNodeShape
              key={laid.node.id}
              laid={laid}
              isRun={colours !== undefined}
              isSelected={laid.node.id === selected}
              choose={choose}
              {...(summary === undefined ? {} : { summary })}
            />
          );
        })}
    </PanZoom>
  );
}

export function stepKey(from: string, to: string): string {
  return `${from} → ${to}`;
}
