import { useEffect, useState } from 'preact/hooks';
import { type Connection, watchConnection } from '../aws/connection.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { ActiveFaults } from './active-faults.tsx';
import type { ConsoleState } from './context.ts';
import { goTo } from './navigation.ts';
import { nextTheme, type Theme, useTheme } from './theme.ts';

interface Props {
  readonly state: ConsoleState;
  readonly help: () => void;
}

export function TopBar({ state, help }: Props) {
  const { session } = state;
  return (
    <header class="top">
      <span class="brand">
        <Icon name="mark" />
        Console
      </span>
      <MachineChoice state={state} />
      <span class="grow" />
      <ActiveFaults />
      <ConnectionMark />
      <span class="muted wide" title={`${session.cloud}, region ${session.region}, account ${session.accountId}`}>
        {session.endpointUrl.replace('http://', '')} · {session.region}
      </span>
      <ThemeButton />
      <button type="button" class="quiet" onClick={help} title="Keys (?)">
        <Icon name="help" />
        <span class="hidden">Keys</span>
      </button>
    </header>
  );
}

function MachineChoice({ state: { machines, machine } }: Pick<Props, 'state'>) {
  if (machines.length < 2) {
    return (
      <span class="machine" title={machine?.arn}>
        {machine?.name}
      </span>
    );
  }
  return (
    <select
      aria-label="State machine"
      value={machine?.arn}
      onChange={({ currentTarget }) => goTo({ page: 'workflow', query: { machine: currentTarget.value } })}
    >
      {machines.map(({ arn, name }) => (
        <option key={arn} value={arn}>
          {name}
        </option>
      ))}
    </select>
  );
}

const THEMES: Readonly<Record<Theme, readonly [icon: IconName, name: string]>> = {
  system: ['half', 'as the system has it'],
  light: ['sun', 'light'],
  dark: ['moon', 'dark'],
};

function ThemeButton() {
  const [theme, setTheme] = useTheme();
  const [icon, name] = THEMES[theme];
  return (
    <button type="button" class="quiet" onClick={() => setTheme(nextTheme(theme))} title={`Colours: ${name}`}>
      <Icon name={icon} />
      <span class="hidden">Colours: {name}</span>
    </button>
  );
}

const WORDS: Readonly<Record<Connection, string>> = {
  unknown: 'connecting',
  answers: 'connected',
  silent: 'no answer',
};

function ConnectionMark() {
  const [connection, setConnection] = useState<Connection>('unknown');
  useEffect(() => watchConnection(setConnection), []);
  return (
    <span class={`connection ${connection}`} role="status">
      {WORDS[connection]}
    </span>
  );
}
