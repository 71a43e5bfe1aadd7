import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import type { Visit } from '../../model/history/visit.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { EventsList } from './events-list.tsx';
import { StatesTable } from './states-table.tsx';

interface Props {
  readonly live: LiveExecution;
  readonly chosen: Visit | undefined;
  readonly choose: (visit: Visit) => void;
  readonly nowMs: number;
}

/** States as a table, and the events. */
export function RunDetails({ live, chosen, choose, nowMs }: Props) {
  const { route } = useConsole();
  const { story, execution } = live;
  const current = route.query['list'] === 'events' ? 'events' : 'states';
  const tabs = [
    { id: 'states', title: 'States', count: story.visits.length },
    { id: 'events', title: 'Events', count: story.events.length },
  ];
  return (
    <Tabs label="What happened" tabs={tabs} current={current} choose={(list) => select(route, { list })}>
      {current === 'states' ? (
        <StatesTable visits={story.visits} chosen={chosen} choose={choose} nowMs={nowMs} />
      ) : (
        <EventsList story={story} startMs={execution.startedMs} chosen={chosen} choose={choose} />
      )}
    </Tabs>
  );
}
