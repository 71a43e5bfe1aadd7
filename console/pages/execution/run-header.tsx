import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import { countText, durationText } from '../../model/readable.ts';
import { Ago, Moment } from '../../parts/moment.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { RunActions } from './run-actions.tsx';

interface Props {
  readonly live: LiveExecution;
  readonly nowMs: number;
  readonly reload: () => void;
}

/** AWS's words for what colour and shape alone do not tell apart. */
const MORE_WORDS: Readonly<Record<string, string>> = {
  TIMED_OUT: 'Timed out',
  PENDING_REDRIVE: 'Waits for its redrive',
};

export function RunHeader({ live, nowMs, reload }: Props) {
  const { execution, eventCount, isWhole } = live;
  const { name, status, awsStatus, startedMs, stoppedMs, redriveCount } = execution;
  const word = MORE_WORDS[awsStatus];
  return (
    <header class="run-header">
      <div class="title-line">
        <h1 title={execution.arn}>{name}</h1>
        <span aria-live="polite">
          <StatusMark status={status} {...(word === undefined ? {} : { word })} />
        </span>
      </div>
      <p class="muted">
        started <Ago timeMs={startedMs} /> (<Moment timeMs={startedMs} />){' · '}
        {stoppedMs === undefined ? 'for ' : 'took '}
        <strong>{durationText((stoppedMs ?? nowMs) - startedMs)}</strong>
        {!isWhole && ` · reading its history, ${countText(eventCount, 'event')} so far`}
        {redriveCount > 0 && ` · redriven ${countText(redriveCount, 'time')}`}
      </p>
      <RunActions live={live} reload={reload} />
    </header>
  );
}
