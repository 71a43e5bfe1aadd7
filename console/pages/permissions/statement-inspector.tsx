import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { type AccessDecision, actionCounts } from '../../model/permissions/access-decision.ts';
import type { RoleDetails, RoleStatement } from '../../model/permissions/role-statements.ts';
import type { StatementUses } from '../../model/permissions/statement-uses.ts';
import { Icon } from '../../parts/icon.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Moment } from '../../parts/moment.tsx';

interface Props {
  readonly chosen?: { readonly role: RoleDetails; readonly statement: RoleStatement };
  /** Absent where nobody decides. */
  readonly uses?: StatementUses;
}

const SHOWN_CALLS = 50;

/** The chosen statement as it is written, and the calls that it allowed. */
export function StatementInspector({ chosen, uses }: Props) {
  const { route } = useConsole();
  if (chosen === undefined) {
    return (
      <aside class="inspector" aria-label="Statement">
        <h2>Statement</h2>
        <p class="muted">Choose a statement to see how it is written, and which calls it allowed.</p>
      </aside>
    );
  }
  const { role, statement } = chosen;
  const { policyName, key, text } = statement;
  const close = () => select(route, { role: undefined, policy: undefined, statement: undefined });
  return (
    <aside class="inspector" aria-label={`Statement ${key}`}>
      <div class="title-line">
        <h2>
          {policyName} · {key}
        </h2>
        <button type="button" class="quiet" title="Close" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {uses !== undefined && <Calls uses={uses.of(role.arn, statement)} />}
      <JsonView key={text} label="Statement" text={text} />
      <h2>Trust of the role</h2>
      <JsonView key={role.trust} label="Trust" text={role.trust} />
    </aside>
  );
}

function Calls({ uses }: { readonly uses: readonly AccessDecision[] }) {
  if (uses.length === 0) return <p class="muted">It allowed no call in this time.</p>;
  return (
    <>
      <p>
        {actionCounts(uses).map(([action, count]) => (
          <span key={action} class="action-count">
            <code>{action}</code> × {count.toLocaleString('en')}
          </span>
        ))}
      </p>
      <ul class="plain">
        {uses.slice(-SHOWN_CALLS).map((use) => (
          <li key={`${use.callerArn} ${use.action} ${use.firstMs}`} class="call">
            <code>{use.action}</code>
            <span class="muted">
              {' '}
              <Moment timeMs={use.firstMs} />
              {use.count > 1 && `, ${use.count.toLocaleString('en')} times`}
            </span>
            <p class="muted">
              {use.resources.join(', ')}
              {use.count > use.resources.length && use.resources.length > 1 ? ' …' : ''}
            </p>
            <p class="muted">
              by {use.callerArn.slice(use.callerArn.indexOf('assumed-role/') + 'assumed-role/'.length)}
            </p>
          </li>
        ))}
      </ul>
      {uses.length > SHOWN_CALLS && <p class="muted">The last {SHOWN_CALLS} are shown.</p>}
    </>
  );
}
