import { useMemo } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { type AccessDecision, callCount } from '../../model/permissions/access-decision.ts';
import {
  type RoleDetails,
  type RoleStatement,
  roleStatements,
  trustedBy,
} from '../../model/permissions/role-statements.ts';
import type { StatementUses } from '../../model/permissions/statement-uses.ts';
import { StatusMark } from '../../parts/status-mark.tsx';

interface Props {
  readonly role: RoleDetails;
  /** Absent where nobody decides. */
  readonly uses?: StatementUses;
}

const KINDS = { inline: 'inline', managed: 'managed policy', boundary: 'permissions boundary' } as const;

/** One role: who may take it, and its statements with what was used of them. */
export function RoleSection({ role, uses }: Props) {
  const statements = useMemo(() => roleStatements(role), [role]);
  const used = statements.filter((one) => uses !== undefined && uses.of(role.arn, one).length > 0);
  return (
    <section class="role" aria-label={`Role ${role.name}`}>
      <div class="title-line">
        <h2 title={role.arn}>{role.name}</h2>
        {uses !== undefined && (
          <span class="muted">
            {uses.isCalled(role.arn) ? `${used.length} of ${statements.length} statements used` : 'called nothing'}
          </span>
        )}
      </div>
      <p class="muted">Taken by {trustedBy(role.trust).join(', ') || 'nobody'}</p>
      {statements.length === 0 ? (
        <p class="muted">It has no policy: it may do nothing.</p>
      ) : (
        <ul class="plain statements">
          {statements.map((statement) => (
            <StatementRow
              key={`${statement.kind} ${statement.policyName} ${statement.key}`}
              role={role}
              statement={statement}
              {...(uses === undefined ? {} : { uses: uses.of(role.arn, statement) })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  readonly role: RoleDetails;
  readonly statement: RoleStatement;
  readonly uses?: readonly AccessDecision[];
}

function StatementRow({ role, statement, uses }: RowProps) {
  const { route } = useConsole();
  const { policyName, key, kind, isDeny, actions, resources, hasCondition } = statement;
  const { query } = route;
  const isChosen = query['role'] === role.arn && query['policy'] === policyName && query['statement'] === key;
  const choose = () =>
    select(
      route,
      isChosen
        ? { role: undefined, policy: undefined, statement: undefined }
        : { role: role.arn, policy: policyName, statement: key },
    );
  // A boundary and a Deny allow nothing; whether they were needed nobody can say.
  const tellsUse = uses !== undefined && !isDeny && kind !== 'boundary';
  return (
    <li class={`statement ${isChosen ? 'is-chosen' : ''}`}>
      <button type="button" class="link name" aria-pressed={isChosen} onClick={choose}>
        {key} <span class="muted">· {policyName}</span>
      </button>
      <span class="statement-marks">
        {kind !== 'inline' && <span class="muted">{KINDS[kind]}</span>}
        {isDeny && <strong class="deny">Deny</strong>}
        {hasCondition && <span class="muted">with a condition</span>}
        {tellsUse && <StatusMark status={uses.length > 0 ? 'succeeded' : 'not reached'} word={useText(uses)} />}
      </span>
      <p class="statement-what">
        <code>{actions.join(', ')}</code>
        <span class="muted"> on </span>
        <code>{resources.join(', ')}</code>
      </p>
    </li>
  );
}

function useText(uses: readonly AccessDecision[]): string {
  if (uses.length === 0) return 'Not used';
  const count = callCount(uses);
  return count === 1 ? 'Used once' : `Used ${count.toLocaleString('en')} times`;
}
