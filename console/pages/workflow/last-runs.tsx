import { usePolled } from '../../app/polling.ts';
import { listExecutions } from '../../aws/execution-calls.ts';
import type { Execution } from '../../model/execution.ts';
import { durationText, utcText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { Problem } from '../../parts/problem.tsx';
import { STATUS_WORDS, statusClass } from '../../parts/status-mark.tsx';

const SHOWN = 40;
const [RUNNING_PAUSE_MS, PAUSE_MS] = [2_000, 5_000];
const [MIN_HEIGHT, MAX_HEIGHT] = [10, 34];

/** The last runs as a strip, the newest on the right: green or red, and higher the longer they took. */
export function LastRuns({ machineArn }: { readonly machineArn: string }) {
  const { value, error, reload } = usePolled(
    (signal) => listExecutions({ stateMachineArn: machineArn, maxResults: SHOWN }, signal),
    ({ executions }) => (executions.some(({ status }) => status === 'running') ? RUNNING_PAUSE_MS : PAUSE_MS),
    [machineArn],
  );
  if (value === undefined)
    return error === undefined ? <div class="strip" aria-busy="true" /> : <Problem error={error} retry={reload} />;
  const runs = value.executions.toReversed();
  if (runs.length === 0)
    return <p class="strip muted">No run yet. “Start a run” makes the first one; it shows here.</p>;
  const longestMs = Math.max(1, ...runs.map(lengthOf));
  return (
    <ul class="strip" aria-label="Last runs">
      {runs.map((run) => (
        <Bar key={run.arn} run={run} share={lengthOf(run) / longestMs} />
      ))}
    </ul>
  );
}

function lengthOf({ startedMs, stoppedMs = Date.now() }: Execution): number {
  return stoppedMs - startedMs;
}

function Bar({ run, share }: { readonly run: Execution; readonly share: number }) {
  const { arn, name, status, startedMs } = run;
  const words = `${name}: ${STATUS_WORDS[status].toLowerCase()}, ${durationText(lengthOf(run))}, ${utcText(startedMs)}`;
  return (
    <li>
      <a
        class={`strip-bar ${statusClass(status)}`}
        style={{ height: `${MIN_HEIGHT + share * (MAX_HEIGHT - MIN_HEIGHT)}px` }}
        href={fragmentOf({ page: 'executions', id: arn })}
        title={words}
      >
        <span class="hidden">{words}</span>
      </a>
    </li>
  );
}
