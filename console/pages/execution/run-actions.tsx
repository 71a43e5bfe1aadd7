import { useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { goTo } from '../../app/navigation.ts';
import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import { rawHistory, redriveExecution, stopExecution } from '../../aws/execution-calls.ts';
import { cliCommand } from '../../model/cli-command.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Problem } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { StartPanel } from '../start-panel.tsx';

interface Props {
  readonly live: LiveExecution;
  readonly reload: () => void;
}

/** What can be done with a run, the most useful first. */
export function RunActions({ live, reload }: Props) {
  const [isStarting, setStarting] = useState(false);
  const { stateMachineArn, input = '{}' } = live.execution;
  // What does a Map's items cannot be started by itself.
  const isOwn = live.execution.mapRunArn === undefined;
  const started = (id: string) => {
    setStarting(false);
    goTo({ page: 'executions', id });
  };
  return (
    <>
      <div class="actions">
        <StopOrRedrive live={live} reload={reload} />
        {isOwn && (
          <button type="button" aria-expanded={isStarting} onClick={() => setStarting(!isStarting)}>
            <Icon name="edit" />
            New run with this input
          </button>
        )}
        <Copies live={live} />
      </div>
      {!isOwn && (
        <p class="muted">It does items of a distributed Map state: only the run that it belongs to can be started.</p>
      )}
      {isStarting && (
        <StartPanel machineArn={stateMachineArn} input={input} close={() => setStarting(false)} started={started} />
      )}
    </>
  );
}

function StopOrRedrive({ live: { execution }, reload }: Props) {
  const [error, setError] = useState<unknown>();
  const act = async (action: Promise<void>) => {
    try {
      await action;
      setError(undefined);
      reload();
    } catch (reason) {
      setError(reason);
    }
  };
  const { arn, status, notRedrivable } = execution;
  const button =
    status === 'running' ? (
      <button type="button" class="danger" onClick={() => act(stopExecution(arn))}>
        <Icon name="stop" />
        Stop
      </button>
    ) : (
      <button
        type="button"
        class={notRedrivable === undefined ? 'primary' : ''}
        disabled={notRedrivable !== undefined}
        title={notRedrivable}
        onClick={() => act(redriveExecution(arn))}
      >
        <Icon name="redo" />
        Redrive
      </button>
    );
  return (
    <>
      {button}
      {error !== undefined && <Problem error={error} />}
    </>
  );
}

function Copies({ live: { execution } }: Pick<Props, 'live'>) {
  const { session } = useConsole();
  const [error, setError] = useState<unknown>();
  const { arn, stateMachineArn, input = '{}', name, mapRunArn } = execution;
  const options = { 'state-machine-arn': stateMachineArn, input };
  const command = () => cliCommand('stepfunctions', 'start-execution', options, session.endpointUrl);
  const save = () =>
    rawHistory(arn).then(
      (events) => saveFile(`${name}-history.json`, JSON.stringify({ events }, undefined, 2)),
      (reason: unknown) => setError(reason),
    );
  return (
    <>
      {mapRunArn === undefined && <CopyButton label="Copy CLI command" text={command} />}
      <button type="button" onClick={save}>
        <Icon name="download" />
        History
      </button>
      {error !== undefined && <Problem error={error} />}
    </>
  );
}
