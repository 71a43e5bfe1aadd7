import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { ListedTime } from '../../lists/listed-time.tsx';
import type { Execution } from '../../model/execution.ts';
import { durationText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { useNow } from '../../parts/moment.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';

export function ExecutionRow({ execution }: { readonly execution: Execution }) {
  const { arn, name, status, awsStatus, startedMs, stoppedMs } = execution;
  const { route } = useConsole();
  const { one } = route.query;
  // The first that is chosen waits for a second one.
  const compare = () =>
    select(route, one === undefined ? { one: arn } : one === arn ? { one: undefined } : { other: arn });
  const nowMs = useNow(stoppedMs === undefined ? 1_000 : undefined);
  return (
    <li class="row">
      <a class="name" href={fragmentOf({ page: 'executions', id: arn })} title={name}>
        {name}
      </a>
      <StatusMark status={status} {...(awsStatus === 'TIMED_OUT' ? { word: 'Timed out' } : {})} />
      <span>{durationText((stoppedMs ?? nowMs) - startedMs)}</span>
      <ListedTime timeMs={startedMs} />
      <button
        type="button"
        class="quiet above"
        aria-pressed={one === arn}
        aria-label={`Compare ${name}`}
        onClick={compare}
      >
        {one === undefined ? 'Compare' : one === arn ? 'with …' : 'with this'}
      </button>
    </li>
  );
}
