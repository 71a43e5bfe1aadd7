import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import type { Visit } from '../../model/history/visit.ts';
import { durationText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { trainingJobOf } from '../../model/training/run-of-job.ts';
import { Icon } from '../../parts/icon.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { type InspectorTab, runTabs, visitTabs } from './inspector-tabs.tsx';
import { VisitPicker } from './visit-picker.tsx';

interface Props {
  readonly live: LiveExecution;
  readonly visit: Visit | undefined;
  readonly choose: (visit: Visit | undefined) => void;
  readonly nowMs: number;
}

/** What is known of the chosen state, or of the whole run where none is chosen. */
export function Inspector({ live, visit, choose, nowMs }: Props) {
  const tabs = visit === undefined ? runTabs(live) : visitTabs(live, visit);
  return (
    <aside class="inspector" aria-label={visit === undefined ? 'The run' : `State ${visit.name}`}>
      {visit === undefined ? <h2>The run</h2> : <VisitHead live={live} visit={visit} choose={choose} nowMs={nowMs} />}
      <InspectorTabs tabs={tabs} />
    </aside>
  );
}

function VisitHead({ live, visit, choose, nowMs }: Props & { readonly visit: Visit }) {
  const { name, type, status, enteredMs, endedMs = nowMs } = visit;
  const same = live.story.visits.filter((one) => one.name === name);
  return (
    <header>
      <div class="title-line">
        <h2 title={name}>{name}</h2>
        <button type="button" class="quiet" title="Close (Esc)" aria-label="Close" onClick={() => choose(undefined)}>
          <Icon name="close" />
        </button>
      </div>
      <p>
        <StatusMark status={status} />{' '}
        <span class="muted">
          {type} · {durationText(endedMs - enteredMs)}
        </span>
      </p>
      <JobLink visit={visit} />
      {same.length > 1 && <VisitPicker visits={same} visit={visit} choose={choose} />}
    </header>
  );
}

/** A state that trains has a page of its own for that. */
function JobLink({ visit }: { readonly visit: Visit }) {
  const job = trainingJobOf(visit);
  if (job === undefined) return null;
  return (
    <p>
      Training job <a href={fragmentOf({ page: 'training', id: job })}>{job}</a>
    </p>
  );
}

function InspectorTabs({ tabs }: { readonly tabs: readonly InspectorTab[] }) {
  const { route } = useConsole();
  const current = tabs.find(({ id }) => id === route.query['tab']) ?? tabs[0];
  if (current === undefined) return null;
  return (
    <Tabs label="Data" tabs={tabs} current={current.id} choose={(tab) => select(route, { tab })}>
      {current.content}
    </Tabs>
  );
}
