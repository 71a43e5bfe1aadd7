import type { PlannedState, StateProgress } from '../../rehearsal/run-progress.ts';

export interface ShownState extends StateProgress {
  /** When it was entered. */
  readonly sinceMs: number;
}

export const NOT_ENTERED = 0;

export function plannedToShow(states: readonly PlannedState[]): ReadonlyMap<string, ShownState> {
  return new Map(
    states.map(({ name }) => [name, { name, status: 'aborted', durationMs: 0, sinceMs: NOT_ENTERED }] as const),
  );
}

/** A state that no plan has, such as one behind a Choice, is shown behind those that were entered before it. */
export function withState(states: ReadonlyMap<string, ShownState>, state: ShownState): ReadonlyMap<string, ShownState> {
  const shown = [...states.values()];
  if (states.has(state.name)) return new Map([...states, [state.name, state]]);
  const at = shown.findLastIndex(({ sinceMs }) => sinceMs !== NOT_ENTERED) + 1;
  return new Map([...shown.slice(0, at), state, ...shown.slice(at)].map((one) => [one.name, one]));
}
