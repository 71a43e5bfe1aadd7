import { useMemo } from 'preact/hooks';
import type { GraphScope } from '../model/graph/definition-graph.ts';
import { type LaidNode, layoutGraph } from '../model/graph/graph-layout.ts';
import type { StateSummary } from '../model/history/state-summary.ts';
import { GraphEdgeLine } from './graph-edge-line.tsx';
import { GraphNodeShape } from './graph-node-shape.tsx';
import { MAX_FIT, PanZoom } from './pan-zoom.tsx';

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
  // Frames lie beneath the steps inside of them, the outer ones first.
  const frames = layout.nodes.filter(isFrame).sort((one, other) => one.depth - other.depth);
  const states = layout.nodes.filter((laid) => !isFrame(laid));
  const isRun = colours !== undefined;
  const shape = (laid: LaidNode) => {
    const summary = colours?.summaries.get(laid.node.id);
    const isSelected = laid.node.id === selected;
    const props = { laid, isRun, isSelected, choose, ...(summary === undefined ? {} : { summary }) };
    return <GraphNodeShape key={laid.node.id} {...props} />;
  };
  const windowHeight = Math.min(maxHeight, layout.height * MAX_FIT + 32);
  return (
    <PanZoom width={layout.width} height={layout.height} windowHeight={windowHeight} label="Graph of the states">
      {frames.map(shape)}
      {layout.edges.map((laid) => {
        const key = stepKey(laid.edge.from, laid.edge.to);
        const isTaken = colours?.taken.has(key) ?? false;
        return <GraphEdgeLine key={`${key} ${laid.edge.label ?? ''}`} laid={laid} isTaken={isTaken} isRun={isRun} />;
      })}
      {states.map(shape)}
    </PanZoom>
  );
}

function isFrame({ node }: LaidNode): boolean {
  return node.parts.length > 0;
}

export function stepKey(from: string, to: string): string {
  return `${from} → ${to}`;
}
