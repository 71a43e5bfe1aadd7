import { durationText } from '../model/readable.ts';
import type { JobPhase, TrainingJob } from '../model/training/described-job.ts';

interface Props {
  readonly job: Pick<TrainingJob, 'phases' | 'status' | 'endedMs'>;
  readonly nowMs: number;
}

/** How a phase is drawn, beside its name. */
function kindOf({ status }: JobPhase): string {
  if (/^Failed|Exceeded$/.test(status)) return 'is-failed';
  if (/^(?:Stopp|Interrupted)/.test(status)) return 'is-aborted';
  if (status === 'Completed') return 'is-succeeded';
  return status === 'Training' ? 'is-running' : 'is-other';
}

/** The job's phases one after another, each as wide as it was long. */
export function PhaseStrip({ job: { phases, endedMs }, nowMs }: Props) {
  return (
    <ol class="phases" aria-label="Secondary status">
      {phases.map((phase) => {
        const { status, fromMs, toMs, message } = phase;
        const ms = Math.max(0, (toMs ?? endedMs ?? nowMs) - fromMs);
        const isEnd = /^(?:Completed|Failed|Stopped|Max)/.test(status);
        return (
          <li
            key={`${status} ${fromMs}`}
            class={kindOf(phase)}
            style={{ flexGrow: isEnd ? 0 : Math.max(1, ms) }}
            title={message}
          >
            <span class="phase-bar" />
            <span class="phase-name">{status}</span>
            {!isEnd && <span class="muted number">{durationText(ms)}</span>}
          </li>
        );
      })}
    </ol>
  );
}
