import { useMemo, useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { goTo, select } from '../../app/navigation.ts';
import { usePolled } from '../../app/polling.ts';
import { describeStateMachine, type StateMachine } from '../../aws/machine-calls.ts';
import { StateGraph } from '../../graph/state-graph.tsx';
import { definitionGraph } from '../../model/graph/definition-graph.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Icon } from '../../parts/icon.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { StartPanel } from '../start-panel.tsx';
import { LastRuns } from './last-runs.tsx';
import { StartedBy } from './started-by.tsx';
import { WorkflowInspector } from './workflow-inspector.tsx';

const MAX_GRAPH_HEIGHT = 640;
const PAUSE_MS = 10_000;

/** What happens, and did it go well lately? */
export function WorkflowPage() {
  const { machine } = useConsole();
  return machine === undefined ? (
    <EmptyState
      title="No state machine yet"
      text="Deploy a program that makes one, such as with “npm run up”; it shows here as soon as it is there."
    />
  ) : (
    <Machine key={machine.arn} arn={machine.arn} />
  );
}

function Machine({ arn }: { readonly arn: string }) {
  const { value, error, reload } = usePolled((signal) => describeStateMachine(arn, signal), PAUSE_MS, [arn]);
  if (value === undefined) return <NotYet what="the state machine" error={error} retry={reload} />;
  return <Workflow machine={value} />;
}

function Workflow({ machine }: { readonly machine: StateMachine }) {
  const { route } = useConsole();
  const graph = useMemo(() => definitionGraph(machine.definition), [machine.definition]);
  const selected = route.query['state'];
  const choose = (state: string | undefined) => select(route, { state });
  return (
    <div class="with-inspector">
      <div class="column">
        <Head machine={machine} />
        <LastRuns machineArn={machine.arn} />
        {graph === undefined ? (
          <p>The definition cannot be read.</p>
        ) : (
          <StateGraph
            graph={graph}
            choose={choose}
            maxHeight={MAX_GRAPH_HEIGHT}
            {...(selected === undefined ? {} : { selected })}
          />
        )}
        <StartedBy machineArn={machine.arn} />
      </div>
      <WorkflowInspector machine={machine} graph={graph} selected={selected} close={() => choose(undefined)} />
    </div>
  );
}

function Head({ machine }: { readonly machine: StateMachine }) {
  const [isStarting, setStarting] = useState(false);
  return (
    <header>
      <div class="title-line">
        <h1 title={machine.arn}>{machine.name}</h1>
        <span class="muted">{machine.type.toLowerCase()}</span>
        <span class="grow" />
        <button type="button" class="primary" aria-expanded={isStarting} onClick={() => setStarting(!isStarting)}>
          <Icon name="play" />
          Start a run
        </button>
      </div>
      {isStarting && (
        <StartPanel
          machineArn={machine.arn}
          input="{}"
          close={() => setStarting(false)}
          started={(id) => goTo({ page: 'executions', id })}
        />
      )}
    </header>
  );
}
