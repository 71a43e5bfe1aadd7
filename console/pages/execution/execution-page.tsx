import { useMemo } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import { StateGraph } from '../../graph/state-graph.tsx';
import { definitionGraph } from '../../model/graph/definition-graph.ts';
import { stateSummaries, tellingVisit } from '../../model/history/state-summary.ts';
import { takenSteps } from '../../model/history/taken-steps.ts';
import type { Visit } from '../../model/history/visit.ts';
import { useNow } from '../../parts/moment.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useIsPainted } from '../../parts/use-is-painted.ts';
import { useExecution } from '../use-execution.ts';
import { FailureBanner } from './failure-banner.tsx';
import { Inspector } from './inspector.tsx';
import { RunDetails } from './run-details.tsx';
import { RunHeader } from './run-header.tsx';
import { TimelineView } from './timeline-view.tsx';
import { useStateKeys } from './use-state-keys.ts';

/** The timeline is to be seen beneath the graph at once. */
const GRAPH_SHARE = 0.56;
const MIN_GRAPH_HEIGHT = 400;
const TICK_MS = 250;

/** Where did it fail, why, and with what data? */
export function ExecutionPage({ id }: { readonly id: string }) {
  const { value, error, reload } = useExecution(id);
  if (value === undefined) return <NotYet what="the run" error={error} retry={reload} />;
  return (
    <>
      {error !== undefined && <Problem error={error} retry={reload} />}
      <Run live={value} reload={reload} />
    </>
  );
}

function Run({ live, reload }: { readonly live: LiveExecution; readonly reload: () => void }) {
  const { execution, story } = live;
  const { route } = useConsole();
  const isRunning = execution.status === 'running';
  // Who and why come first; to draw the rest takes longer.
  const isDrawn = useIsPainted() && (live.isWhole || live.takesLong);
  const nowMs = useNow(isRunning ? TICK_MS : undefined);
  const chosen = chosenVisit(live, route.query['visit']);
  const choose = (visit: Visit | undefined) =>
    select(route, { visit: visit === undefined ? 'none' : String(visit.id), tab: undefined });
  useStateKeys(story.visits, chosen, choose);
  const endMs = isRunning ? nowMs : (execution.stoppedMs ?? nowMs);
  const selection = { choose, ...(chosen === undefined ? {} : { chosen }) };
  return (
    <div class="run with-inspector">
      <div class="column">
        <RunHeader live={live} nowMs={nowMs} reload={reload} />
        <FailureBanner live={live} showState={choose} />
        {isDrawn && (
          <>
            <RunGraph live={live} {...selection} />
            <TimelineView visits={story.visits} startMs={execution.startedMs} endMs={endMs} {...selection} />
            <RunDetails live={live} chosen={chosen} choose={choose} nowMs={nowMs} />
          </>
        )}
      </div>
      {isDrawn ? <Inspector live={live} visit={chosen} choose={choose} nowMs={nowMs} /> : <div class="inspector" />}
    </div>
  );
}

interface RunGraphProps {
  readonly live: LiveExecution;
  readonly chosen?: Visit;
  readonly choose: (visit: Visit) => void;
}

function RunGraph({ live: { execution, story, eventCount, definition }, chosen, choose }: RunGraphProps) {
  const graph = useMemo(() => definitionGraph(definition), [definition]);
  const colours = useMemo(
    () => ({
      summaries: stateSummaries(story.visits),
      taken: takenSteps(story.visits, execution.status === 'succeeded'),
    }),
    [story, eventCount, execution.status],
  );
  if (graph === undefined) return <p>The definition cannot be read.</p>;
  const chooseByName = (name: string) => {
    const visit = tellingVisit(colours.summaries.get(name)?.visits ?? []);
    if (visit !== undefined) choose(visit);
  };
  const selected = chosen === undefined ? {} : { selected: chosen.name };
  return (
    <StateGraph
      graph={graph}
      colours={colours}
      choose={chooseByName}
      maxHeight={Math.max(MIN_GRAPH_HEIGHT, innerHeight * GRAPH_SHARE)}
      {...selected}
    />
  );
}

/** What the address names; else what tells most: what failed, or what runs. Of a green run it is the run itself. */
function chosenVisit({ execution, story, isWhole }: LiveExecution, id: string | undefined): Visit | undefined {
  if (id === undefined) return execution.status === 'succeeded' || !isWhole ? undefined : tellingVisit(story.visits);
  return story.visits.find((visit) => String(visit.id) === id);
}
