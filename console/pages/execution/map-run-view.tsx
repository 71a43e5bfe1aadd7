import { usePolled } from '../../app/polling.ts';
import { describeMapRun, listItemExecutions } from '../../aws/map-run-calls.ts';
import { fragmentOf } from '../../model/route.ts';
import { Problem } from '../../parts/problem.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';

const PAUSE_MS = 2_000;

async function ask(arn: string, signal: AbortSignal) {
  const [run, items] = await Promise.all([describeMapRun(arn, signal), listItemExecutions(arn, signal)]);
  return { run, items };
}

/** How many items of a distributed Map state are done, and the executions that do them. */
export function MapRunView({ arn }: { readonly arn: string }) {
  const { value, error, reload } = usePolled(
    (signal) => ask(arn, signal),
    ({ run }) => (run.status === 'RUNNING' ? PAUSE_MS : undefined),
    [arn],
  );
  if (value === undefined)
    return error === undefined ? <p class="muted">Counting …</p> : <Problem error={error} retry={reload} />;
  const { run, items } = value;
  return (
    <div class="map-run">
      <dl class="facts">
        {run.counts
          .filter(([name, count]) => count > 0 || name === 'total')
          .map(([name, count]) => (
            <div key={name}>
              <dt>{name === 'timedOut' ? 'timed out' : name}</dt>
              <dd>{count.toLocaleString('en')}</dd>
            </div>
          ))}
      </dl>
      <ul class="plain">
        {items.map(({ arn: id, name, status }) => (
          <li key={id}>
            <StatusMark status={status} isBare /> <a href={fragmentOf({ page: 'executions', id })}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
