import type { Visit } from '../../model/history/visit.ts';
import { durationText } from '../../model/readable.ts';
import { Moment } from '../../parts/moment.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { FailureView } from './failure-view.tsx';

/** Every try of a state, with why it was made again. */
export function AttemptsView({ visit: { attempts } }: { readonly visit: Visit }) {
  return (
    <ol class="attempts">
      {attempts.map(({ startedMs, endedMs, status, failure }) => (
        <li key={startedMs}>
          <StatusMark status={status} />
          <span class="muted">
            {' '}
            <Moment timeMs={startedMs} />
            {endedMs === undefined ? '' : ` · ${durationText(endedMs - startedMs)}`}
          </span>
          {failure !== undefined && <FailureView error={failure.error} cause={failure.cause} />}
        </li>
      ))}
    </ol>
  );
}
