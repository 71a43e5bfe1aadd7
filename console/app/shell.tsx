import { useEffect, useState } from 'preact/hooks';
import { listStateMachines, type StateMachineSummary } from '../aws/machine-calls.ts';
import { readSession, type Session } from '../aws/session.ts';
import { machineOfExecution } from '../model/machine-of-execution.ts';
import { textIn } from '../model/members.ts';
import type { Route } from '../model/route.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { ConsoleContext, type ConsoleState } from './context.ts';
import { KeyboardHelp, useShortcuts } from './keyboard.tsx';
import { useRoute } from './navigation.ts';
import { PageFailure } from './page-failure.tsx';
import { PAGES } from './page-list.ts';
import { usePolled } from './polling.ts';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

const MACHINES_PAUSE_MS = 30_000;

/** Everything around the pages. */
export function Shell() {
  const session = usePolled(readSession, undefined, []);
  const machines = usePolled(listStateMachines, MACHINES_PAUSE_MS, []);
  const route = useRoute();
  const error = session.error ?? (machines.value === undefined ? machines.error : undefined);
  const reload = () => {
    session.reload();
    machines.reload();
  };
  if (session.value === undefined || machines.value === undefined) {
    if (error !== undefined)
      return (
        <main class="alone">
          <Problem error={error} retry={reload} />
        </main>
      );
    return (
      <main class="alone" aria-busy="true">
        <p class="muted">Loading …</p>
      </main>
    );
  }
  return <Frame state={stateOf(session.value, machines.value, route)} />;
}

function stateOf(session: Session, machines: readonly StateMachineSummary[], route: Route): ConsoleState {
  const asked =
    route.query['machine'] ??
    (route.page === 'executions' ? machineOfExecution(route.id ?? '') : undefined) ??
    textIn(session.outputs, 'stateMachineArn');
  const machine = machines.find(({ arn }) => arn === asked) ?? machines[0];
  return { session, machines, route, ...(machine === undefined ? {} : { machine }) };
}

function Frame({ state }: { readonly state: ConsoleState }) {
  const { route } = state;
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts(() => setHelpOpen((isOpen) => !isOpen));
  const page = PAGES.find((one) => one.page === route.page);
  useEffect(() => {
    document.title = `${page?.title ?? 'Nothing here'} · ${state.machine?.name ?? 'Console'}`;
  }, [page, state.machine?.name]);
  return (
    <ConsoleContext.Provider value={state}>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to the page
      </button>
      <TopBar state={state} help={() => setHelpOpen(true)} />
      <div class="frame">
        <SideBar current={route.page} query={route.query} />
        <main id="main" tabIndex={-1}>
          <PageFailure key={`${route.page}/${route.id ?? ''}`}>{pageOf(route, page)}</PageFailure>
        </main>
      </div>
      {isHelpOpen && <KeyboardHelp close={() => setHelpOpen(false)} />}
    </ConsoleContext.Provider>
  );
}

function pageOf({ id, page: name }: Route, page: (typeof PAGES)[number] | undefined) {
  if (page === undefined) return <EmptyState title={`There is no page "${name}"`} text="Choose one on the left." />;
  const { One, Overview } = page;
  return One === undefined || id === undefined ? <Overview /> : <One id={id} />;
}
