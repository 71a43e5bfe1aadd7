import { useState } from 'preact/hooks';
import { type ActiveFault, addFault, removeFault } from '../../aws/rehearsed-faults.ts';
import { type FaultWords, faultEntry, parameterWords } from '../../model/faults/fault-words.ts';
import { Icon } from '../../parts/icon.tsx';
import { Problem } from '../../parts/problem.tsx';

interface Props {
  readonly words: FaultWords;
  /** Those of this kind that are on. */
  readonly active: readonly ActiveFault[];
  readonly reload: () => void;
}

/** One kind of fault: its switch, its parameters, and what is on of it. */
export function FaultRow({ words, active, reload }: Props) {
  const { kind, what } = words;
  const [parameters, setParameters] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>();
  const act = async (action: () => Promise<unknown>) => {
    try {
      await action();
      setError(undefined);
    } catch (reason) {
      setError(reason);
    }
    reload();
  };
  const add = () => act(() => addFault(faultEntry(kind, parameters)));
  const removeAll = () =>
    act(async () => {
      for (const text of new Set(active.map((one) => one.text))) await removeFault(text);
    });
  const isOn = active.length > 0;
  return (
    <li class="fault-row">
      <button type="button" role="switch" aria-checked={isOn} aria-label={kind} onClick={isOn ? removeAll : add} />
      <div class="fault-body">
        <p>
          <strong>{kind}</strong> {what}
        </p>
        {active.map((one) => (
          <ActiveOne key={one.text} fault={one} remove={() => act(() => removeFault(one.text))} />
        ))}
        <details>
          <summary>{isOn ? 'Another one, with parameters' : 'Parameters'}</summary>
          <Parameters words={words} values={parameters} change={setParameters} add={add} />
        </details>
        {error !== undefined && <Problem error={error} />}
      </div>
    </li>
  );
}

function ActiveOne({ fault: { text, seen, fired }, remove }: { readonly fault: ActiveFault; remove: () => void }) {
  return (
    <p class="fault-active">
      <code>{text}</code>
      <span class="muted">{seen === 0 ? 'nothing to hit yet' : `happened ${fired} of ${seen} times`}</span>
      <button type="button" class="quiet" title="Take it off" aria-label={`Take off ${text}`} onClick={remove}>
        <Icon name="close" />
      </button>
    </p>
  );
}

interface ParametersProps {
  readonly words: FaultWords;
  readonly values: Readonly<Record<string, string>>;
  readonly change: (values: Readonly<Record<string, string>>) => void;
  readonly add: () => void;
}

function Parameters({ words, values, change, add }: ParametersProps) {
  return (
    <form
      class="fault-parameters"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      {(['which', ...words.parameters] as const).map((name) => {
        const { title, placeholder } = parameterWords(words, name);
        return (
          <label key={name}>
            <span>{title}</span>
            <input
              type="text"
              placeholder={placeholder}
              value={values[name] ?? ''}
              onInput={({ currentTarget }) => change({ ...values, [name]: currentTarget.value })}
            />
          </label>
        );
      })}
      <button type="submit">Switch on</button>
    </form>
  );
}
