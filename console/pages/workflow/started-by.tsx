import { usePolled } from '../../app/polling.ts';
import { rulesThatStart } from '../../aws/event-rules.ts';
import { Problem } from '../../parts/problem.tsx';

/** Schedules and rules that start the state machine. */
export function StartedBy({ machineArn }: { readonly machineArn: string }) {
  const { value, error, reload } = usePolled((signal) => rulesThatStart(machineArn, signal), undefined, [machineArn]);
  if (error !== undefined) return <Problem error={error} retry={reload} />;
  return (
    <section aria-label="Started by">
      <h2>Started by</h2>
      {value === undefined || value.length === 0 ? (
        <p class="muted">
          {value === undefined
            ? 'Looking for schedules and rules …'
            : 'No schedule and no rule; by hand, or by the command line.'}
        </p>
      ) : (
        <ul class="plain">
          {value.map(({ name, when, isEnabled, description }) => (
            <li key={name}>
              <strong title={description}>{name}</strong> <code>{when}</code>
              {!isEnabled && <span class="muted"> (disabled)</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
