import { GraphPicture } from '../graph/graph-picture.tsx';
import { definitionGraph } from '../model/graph/definition-graph.ts';
import { layoutGraph } from '../model/graph/graph-layout.ts';
import { stateSummaries } from '../model/history/state-summary.ts';
import { takenSteps } from '../model/history/taken-steps.ts';
import type { ReportData } from './report-data.ts';

const MARGIN = 12;

/** The graph in the run's colours, as wide as there is room for. */
export function ReportGraph({ data: { definition, story, execution } }: { readonly data: ReportData }) {
  const graph = definitionGraph(definition);
  if (graph === undefined) return <p>The definition cannot be read.</p>;
  const layout = layoutGraph(graph);
  const colours = {
    summaries: stateSummaries(story.visits),
    taken: takenSteps(story.visits, execution.status === 'succeeded'),
  };
  const { width, height } = layout;
  const box = `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`;
  return (
    <div class="graph">
      <svg viewBox={box} role="img" aria-label="Graph of the states" style={{ maxWidth: `${width + 2 * MARGIN}px` }}>
        <GraphPicture layout={layout} colours={colours} />
      </svg>
    </div>
  );
}
