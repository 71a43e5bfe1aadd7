import { durationText, utcText } from '../model/readable.ts';
import { StatusMark } from '../parts/status-mark.tsx';
import type { ReportData } from './report-data.ts';

/** Which run, how it ended, and when. */
export function ReportHead({ data: { execution, writtenMs } }: { readonly data: ReportData }) {
  const { name, status, awsStatus, stateMachineArn, startedMs, stoppedMs, redriveCount } = execution;
  return (
    <header class="run-header">
      <p class="muted">{stateMachineArn.split(':').at(-1)}</p>
      <div class="title-line">
        <h1>{name}</h1>
        <StatusMark status={status} {...(awsStatus === 'TIMED_OUT' ? { word: 'Timed out' } : {})} />
      </div>
      <p class="muted">
        {utcText(startedMs)} · {stoppedMs === undefined ? 'for ' : 'took '}
        <strong>{durationText((stoppedMs ?? writtenMs) - startedMs)}</strong>
        {redriveCount > 0 && ` · redriven ${redriveCount} times`}
      </p>
    </header>
  );
}
