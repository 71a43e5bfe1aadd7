import { usePolled } from '../../app/polling.ts';
import { type ActiveFault, listFaults } from '../../aws/rehearsed-faults.ts';
import { FAULT_MENU, kindOfFault } from '../../model/faults/fault-words.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Problem } from '../../parts/problem.tsx';
import { FaultRow } from './fault-row.tsx';

const PAUSE_MS = 2_000;
const GROUPS = [
  ['jobs', 'Of training jobs', 'A fault counts the jobs that are started after it was switched on.'],
  ['calls', 'Of calls', 'All tries of one call by its SDK count as one.'],
] as const;

/** What can go wrong, with a switch for each. */
export function FaultsPage() {
  const { value, error, reload } = usePolled(readFaults, PAUSE_MS, []);
  return (
    <>
      <h1>Faults</h1>
      {error !== undefined && <Problem error={error} retry={reload} />}
      {value === undefined && error === undefined && (
        <p class="muted" aria-busy="true">
          Asking for the faults …
        </p>
      )}
      {value?.faults !== undefined && <Menu faults={value.faults} reload={reload} />}
      {value !== undefined && value.faults === undefined && (
        <EmptyState
          title="No faults here"
          text="What answers for SageMaker cannot fail on demand. The rehearsal’s own SageMaker can: “npm run up”, also with --localstack."
        />
      )}
    </>
  );
}

/** That there are none must not look like no answer yet. */
async function readFaults(signal: AbortSignal) {
  return { faults: await listFaults(signal) };
}

function Menu({ faults, reload }: { readonly faults: readonly ActiveFault[]; readonly reload: () => void }) {
  const ofKind = Map.groupBy(faults, ({ text }) => kindOfFault(text));
  return (
    <>
      <p class="muted">
        What no input provokes. Switch one on, start a run, and see whether the workflow retries, catches or reports it.
      </p>
      {GROUPS.map(([hits, title, text]) => (
        <section key={hits} aria-label={title} class="fault-group">
          <h2>{title}</h2>
          <p class="muted">{text}</p>
          <ul class="plain">
            {FAULT_MENU.filter((one) => one.hits === hits).map((words) => (
              <FaultRow key={words.kind} words={words} active={ofKind.get(words.kind) ?? []} reload={reload} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
