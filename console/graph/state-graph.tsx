import { useMemo } from 'preact/hooks';
import type { GraphScope } from '../model/graph/definition-graph.ts';
import { layoutGraph } from '../model/graph/graph-layout.ts';
import { type GraphColours, GraphPicture } from './graph-picture.tsx';
import { MAX_FIT, PanZoom } from './pan-zoom.tsx';

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
export function StateGraph({ graph, maxHeight, ...picture }: Props) {
  const layout = useMemo(() => layoutGraph(graph), [graph]);
  const windowHeight = Math.min(maxHeight, layout.height * MAX_FIT + 32);
  return (
    <PanZoom width={layout.width} height={layout.height} windowHeight={windowHeight} label="Graph of the states">
      <GraphPicture layout={layout} {...picture} />
    </PanZoom>
  );
}
