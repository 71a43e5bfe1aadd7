import { useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { stopTrainingJob } from '../../aws/training-calls.ts';
import { cliCommand } from '../../model/cli-command.ts';
import { durationText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import type { TrainingJob } from '../../model/training/described-job.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Ago, Moment } from '../../parts/moment.tsx';
import { Problem } from '../../parts/problem.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { useRunOfJob } from './use-run-of-job.ts';

interface Props {
  readonly job: TrainingJob;
  readonly nowMs: number;
  readonly reload: () => void;
}

export function JobHeader({ job, nowMs, reload }: Props) {
  const { name, arn, status, awsStatus, createdMs, endedMs } = job;
  return (
    <header class="run-header">
      <div class="title-line">
        <h1 title={arn}>{name}</h1>
        <span aria-live="polite">
          <StatusMark status={status} {...(awsStatus === 'Stopping' ? { word: 'Stopping' } : {})} />
        </span>
      </div>
      <p class="muted">
        created <Ago timeMs={createdMs} /> (<Moment timeMs={createdMs} />){' · '}
        {endedMs === undefined ? 'for ' : 'took '}
        <strong>{durationText((endedMs ?? nowMs) - createdMs)}</strong>
        <RunLink job={job} />
      </p>
      <div class="actions">
        <StopButton job={job} reload={reload} />
        <a class="button" href={fragmentOf({ page: 'training', query: { one: name } })}>
          Compare with …
        </a>
        <CopyCommand job={job} />
      </div>
    </header>
  );
}

function RunLink({ job }: { readonly job: TrainingJob }) {
  const run = useRunOfJob(job);
  if (run === undefined) return null;
  return (
    <>
      {' · by the run '}
      <a href={fragmentOf({ page: 'executions', id: run.arn })}>{run.name}</a>
    </>
  );
}

function StopButton({ job: { name, awsStatus }, reload }: Pick<Props, 'job' | 'reload'>) {
  const [error, setError] = useState<unknown>();
  const stop = () =>
    stopTrainingJob(name).then(
      () => reload(),
      (reason: unknown) => setError(reason),
    );
  return (
    <>
      {awsStatus === 'InProgress' && (
        <button type="button" class="danger" onClick={stop}>
          <Icon name="stop" />
          Stop
        </button>
      )}
      {error !== undefined && <Problem error={error} />}
    </>
  );
}

function CopyCommand({ job: { name } }: Pick<Props, 'job'>) {
  const { session } = useConsole();
  const options = { 'training-job-name': name };
  const command = () => cliCommand('sagemaker', 'describe-training-job', options, session.endpointUrl);
  return <CopyButton label="Copy CLI command" text={command} />;
}
