import { type AccessDecision, callCount, denialsIn } from '../../model/permissions/access-decision.ts';
import { countText } from '../../model/readable.ts';
import { Moment } from '../../parts/moment.tsx';

/** What was denied, in AWS's words, before anything else. */
export function DenialList({ decisions }: { readonly decisions: readonly AccessDecision[] }) {
  const denials = denialsIn(decisions);
  if (denials.length === 0) return null;
  return (
    <section class="banner is-failed" aria-label="Denied">
      <h2>{countText(callCount(denials), 'call was', 'calls were')} denied</h2>
      <ul class="plain">
        {denials.map(({ denial, callerArn, action, count, lastMs }) => (
          <li key={`${callerArn} ${action} ${denial}`} class="denial">
            <p>{denial}</p>
            <p class="muted">
              {count === 1 ? 'once' : `${count.toLocaleString('en')} times`}, <Moment timeMs={lastMs} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
