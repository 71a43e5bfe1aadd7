import { useMemo } from 'preact/hooks';
import { type AccessDecision, newestDenials } from '../../model/permissions/access-decision.ts';
import { countText } from '../../model/readable.ts';
import { Moment } from '../../parts/moment.tsx';

const SHOWN = 50;

/** What was denied, in AWS's words, before anything else. */
export function DenialList({ decisions }: { readonly decisions: readonly AccessDecision[] }) {
  const { shown, calls, words } = useMemo(() => newestDenials(decisions, SHOWN), [decisions]);
  if (calls === 0) return null;
  return (
    <section class="banner is-failed" aria-label="Denied">
      <h2>{countText(calls, 'call was', 'calls were')} denied</h2>
      <ul class="plain">
        {shown.map(({ denial, callerArn, action, count, lastMs }) => (
          <li key={`${callerArn} ${action} ${denial}`} class="denial">
            <p>{denial}</p>
            <p class="muted">
              {count === 1 ? 'once' : `${count.toLocaleString('en')} times`}, <Moment timeMs={lastMs} />
            </p>
          </li>
        ))}
      </ul>
      {words !== undefined && <p class="muted">{words}</p>}
    </section>
  );
}
