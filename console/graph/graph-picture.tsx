import type { GraphLayout, LaidNode } from '../model/graph/graph-layout.ts';
import type { StateSummary } from '../model/history/state-summary.ts';
import { stepKey } from '../model/history/taken-steps.ts';
import { GraphEdgeLine } from './graph-edge-line.tsx';
import { GraphNodeShape } from './graph-node-shape.tsx';

export interface GraphColours {
  readonly summaries: ReadonlyMap<string, StateSummary>;
  /** Steps that were taken, as `stepKey` names them. */
  readonly taken: ReadonlySet<string>;
}

interface Props {
  readonly layout: GraphLayout;
  /** Of a run; without it the graph shows the definition alone. */
  readonly colours?: GraphColours;
  readonly selected?: string;
  /** Absent in a report, where nothing can be chosen. */
  readonly choose?: (name: string) => void;
}

/** What is inside of the picture of a graph. */
export function GraphPicture({ layout, colours, selected, choose }: Props) {
  // Frames lie beneath the steps inside of them, the outer ones first.
  const frames = layout.nodes.filter(isFrame).sort((one, other) => one.depth - other.depth);
  const states = layout.nodes.filter((laid) => !isFrame(laid));
  const isRun = colours !== undefined;
  const shape = (laid: LaidNode) => {
    const summary = colours?.summaries.get(laid.node.id);
    const isSelected = laid.node.id === selected;
    const hand = choose === undefined ? {} : { choose };
    const props = { laid, isRun, isSelected, ...hand, ...(summary === undefined ? {} : { summary }) };
    return <GraphNodeShape key={laid.node.id} {...props} />;
  };
  return (
    <>
      {frames.map(shape)}
      {layout.edges.map((laid) => {
        const key = stepKey(laid.edge.from, laid.edge.to);
        const isTaken = colours?.taken.has(key) ?? false;
        return <GraphEdgeLine key={`${key} ${laid.edge.label ?? ''}`} laid={laid} isTaken={isTaken} isRun={isRun} />;
      })}
      {states.map(shape)}
    </>
  );
}

function isFrame({ node }: LaidNode): boolean {
  return node.parts.length > 0;
}
