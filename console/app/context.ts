import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { StateMachineSummary } from '../aws/machine-calls.ts';
import type { Session } from '../aws/session.ts';
import type { Route } from '../model/route.ts';

/** What every page may need. */
export interface ConsoleState {
  readonly session: Session;
  readonly route: Route;
  /** All state machines of the account and region. */
  readonly machines: readonly StateMachineSummary[];
  /** The one that is looked at; absent where there is none. */
  readonly machine?: StateMachineSummary;
}

export const ConsoleContext = createContext<ConsoleState | undefined>(undefined);

export function useConsole(): ConsoleState {
  const state = useContext(ConsoleContext);
  if (state === undefined) throw new Error('a page is shown outside of the console');
  return state;
}
