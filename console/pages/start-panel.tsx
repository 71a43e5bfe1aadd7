import { useId, useState } from 'preact/hooks';
import { startExecution } from '../aws/execution-calls.ts';
import { indented } from '../model/indented-json.ts';
import { jsonFault } from '../model/json-fault-text.ts';
import { Icon } from '../parts/icon.tsx';
import { Problem } from '../parts/problem.tsx';

interface Props {
  readonly machineArn: string;
  /** JSON to begin with. */
  readonly input: string;
  readonly close: () => void;
  readonly started: (executionArn: string) => void;
}

/** Starts an execution: its input, which must be JSON, and a name for who wants one. */
export function StartPanel({ machineArn, input, close, started }: Props) {
  const [text, setText] = useState(() => indented(input));
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const [isSent, setSent] = useState(false);
  const fault = jsonFault(text);
  const start = async (event: Event) => {
    event.preventDefault();
    if (fault !== undefined) return;
    setSent(true);
    try {
      started(await startExecution(machineArn, text, name.trim()));
    } catch (reason) {
      setSent(false);
      setError(reason);
    }
  };
  return (
    <form class="start" onSubmit={start} aria-label="New run">
      <InputField text={text} change={setText} fault={fault} />
      <NameField name={name} change={setName} />
      {error !== undefined && <Problem error={error} />}
      <div class="actions">
        <button type="submit" class="primary" disabled={fault !== undefined || isSent}>
          <Icon name="play" />
          Start
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface InputFieldProps {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly fault: string | undefined;
}

function InputField({ text, change, fault }: InputFieldProps) {
  const id = useId();
  return (
    <>
      <label for={id}>Input, as JSON</label>
      <textarea
        id={id}
        rows={Math.min(14, Math.max(3, text.split('\n').length))}
        spellcheck={false}
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      <p id={`${id}-fault`} class="fault" role="status">
        {fault ?? ''}
      </p>
    </>
  );
}

function NameField({ name, change }: { readonly name: string; readonly change: (name: string) => void }) {
  const id = useId();
  return (
    <>
      <label for={id}>
        Name <span class="muted">(AWS makes one up if it is empty)</span>
      </label>
      <input id={id} value={name} maxLength={80} onInput={({ currentTarget }) => change(currentTarget.value)} />
    </>
  );
}
