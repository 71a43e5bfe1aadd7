import { usePolled } from '../../app/polling.ts';
import { isMissing } from '../../aws/aws-call.ts';
import { logGroupOfFunction } from '../../aws/function-calls.ts';
import { LogLines } from '../../lists/log-lines.tsx';
import type { Visit } from '../../model/history/visit.ts';
import { type LogSource, linesOfRequests, requestIdsOf } from '../../model/logs/state-log.ts';
import { fragmentOf } from '../../model/route.ts';
import { Problem } from '../../parts/problem.tsx';
import { useLogTail } from '../use-log-tail.ts';

interface Props {
  readonly visit: Visit;
  readonly source: LogSource;
}

/** What the state's function or training job has written. */
export function StateLog({ visit, source }: Props) {
  const { functionName, group } = source;
  const found = usePolled(async (signal) => group ?? logGroupOfFunction(functionName ?? '', signal), undefined, [
    functionName,
    group,
  ]);
  if (found.error !== undefined) return <Problem error={found.error} retry={found.reload} />;
  return found.value === undefined ? <Reading /> : <Lines visit={visit} source={source} group={found.value} />;
}

function Lines({ visit, source, group }: Props & { readonly group: string }) {
  const isRunning = visit.endedMs === undefined;
  const { fromMs, toMs, streamPrefix } = source;
  const time = { fromMs, ...(toMs === undefined ? {} : { toMs }) };
  const prefix = streamPrefix === undefined ? {} : { streamPrefix };
  const { value, error, reload } = useLogTail({ group, ...time, ...prefix, isFollowed: isRunning });
  const query = {
    from: String(fromMs),
    ...(toMs === undefined ? {} : { to: String(toMs) }),
    ...(streamPrefix === undefined ? {} : { prefix: streamPrefix }),
  };
  // A function makes its group, and a job its stream, with the first line.
  if (error !== undefined && !isMissing(error)) return <Problem error={error} retry={reload} />;
  if (value === undefined && error === undefined) return <Reading />;
  // A job’s results, and why something failed, are at the end.
  const endsTell = isRunning || streamPrefix !== undefined || visit.status === 'failed';
  const events = linesOfRequests(value?.events ?? [], requestIdsOf(visit), visit.attempts.length);
  return (
    <>
      <p>
        <a href={fragmentOf({ page: 'logs', id: group, query })}>{group}</a>
      </p>
      {events.length === 0 ? (
        <p class="muted">{isRunning ? 'No line yet.' : 'It has written no line.'}</p>
      ) : (
        <LogLines events={events} dropped={value?.dropped ?? 0} isFollowed={endsTell} maxRows={20} />
      )}
    </>
  );
}

function Reading() {
  return <p class="muted">Reading the log …</p>;
}
