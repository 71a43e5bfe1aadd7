import { useMemo, useRef } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { usePolled } from '../../app/polling.ts';
import { readDecisions } from '../../aws/access-decisions.ts';
import { listExecutions } from '../../aws/execution-calls.ts';
import { listRoleDetails } from '../../aws/role-details.ts';
import type { Execution } from '../../model/execution.ts';
import { type AccessDecision, decisionsWithin } from '../../model/permissions/access-decision.ts';
import { type RoleDetails, roleStatements } from '../../model/permissions/role-statements.ts';
import { StatementUses } from '../../model/permissions/statement-uses.ts';
import { utcText } from '../../model/readable.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loading } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';
import { DenialList } from './denial-list.tsx';
import { FollowedPermissions, type KnownPermissions } from './followed-permissions.ts';
import { RoleSection } from './role-section.tsx';
import { StatementInspector } from './statement-inspector.tsx';

const PAUSE_MS = 5_000;
const RUNS = 50;

interface Known extends KnownPermissions {
  readonly runs: readonly Execution[];
}

/** What may each role do, and what of it was needed? */
export function PermissionsPage() {
  const { machine } = useConsole();
  const arn = machine?.arn;
  const followed = useRef(new FollowedPermissions({ listRoleDetails, readDecisions }));
  const ask = async (signal: AbortSignal): Promise<Known> => {
    const [known, runs] = await Promise.all([
      followed.current.ask(signal),
      arn === undefined ? [] : listRuns(arn, signal),
    ]);
    return { ...known, runs };
  };
  const { value, error, reload } = usePolled(ask, PAUSE_MS, [arn]);
  return (
    <>
      <h1>Permissions</h1>
      {error !== undefined && <Problem error={error} retry={reload} />}
      {value === undefined && error === undefined && <Loading what="roles" />}
      {value !== undefined && <Permissions known={value} />}
    </>
  );
}

async function listRuns(stateMachineArn: string, signal: AbortSignal): Promise<readonly Execution[]> {
  return (await listExecutions({ stateMachineArn, maxResults: RUNS }, signal)).executions;
}

function Permissions({ known: { roles, record, runs } }: { readonly known: Known }) {
  const { route } = useConsole();
  const run = chosenRun(runs, route.query['run']);
  const decisions = useDecisions(record?.decisions, run);
  const uses = useMemo(() => new StatementUses(decisions), [decisions]);
  if (roles.length === 0)
    return <EmptyState title="No role yet" text="A program that is deployed makes them; they are listed here." />;
  const isKnown = record !== undefined;
  const chosen = chosenStatement(roles, route.query);
  return (
    <div class="with-inspector">
      <div class="column">
        {isKnown ? <RunChoice runs={runs} run={run} forgotten={record.forgotten} /> : <NotEnforced />}
        <DenialList decisions={decisions} />
        {usedFirst(roles, uses).map((role) => (
          <RoleSection key={role.arn} role={role} {...(isKnown ? { uses } : {})} />
        ))}
      </div>
      <StatementInspector {...(isKnown ? { uses } : {})} {...(chosen === undefined ? {} : { chosen })} />
    </div>
  );
}

const NONE: readonly AccessDecision[] = [];

/** Those of the run's time, or all. */
function useDecisions(all = NONE, run: Execution | undefined): readonly AccessDecision[] {
  const { startedMs, stoppedMs } = run ?? {};
  return useMemo(
    () => (startedMs === undefined ? all : decisionsWithin(all, startedMs, stoppedMs ?? Number.POSITIVE_INFINITY)),
    [all, startedMs, stoppedMs],
  );
}

function NotEnforced() {
  return (
    <p class="note">
      Permissions are not enforced here: this IAM keeps policies, but allows every call. What would be denied on AWS
      shows on the rehearsal’s own cloud, with “npm run up”.
    </p>
  );
}

/** The newest one, unless the address names another one or all. */
function chosenRun(runs: readonly Execution[], asked: string | undefined): Execution | undefined {
  if (asked === 'all') return undefined;
  return runs.find(({ arn }) => arn === asked) ?? runs[0];
}

function chosenStatement(
  roles: readonly RoleDetails[],
  { role: arn, policy, statement }: Readonly<Record<string, string>>,
) {
  const role = roles.find((one) => one.arn === arn);
  if (role === undefined) return undefined;
  const found = roleStatements(role).find(({ policyName, key }) => policyName === policy && key === statement);
  return found === undefined ? undefined : { role, statement: found };
}

/** Roles that called something come first. */
function usedFirst(roles: readonly RoleDetails[], uses: StatementUses): readonly RoleDetails[] {
  return [...roles.filter(({ arn }) => uses.isCalled(arn)), ...roles.filter(({ arn }) => !uses.isCalled(arn))];
}

interface RunChoiceProps {
  readonly runs: readonly Execution[];
  readonly run: Execution | undefined;
  readonly forgotten: number;
}

function RunChoice({ runs, run, forgotten }: RunChoiceProps) {
  const { route } = useConsole();
  return (
    <>
      <label class="run-choice">
        What was called in the time of{' '}
        <select value={run?.arn ?? 'all'} onChange={({ currentTarget }) => select(route, { run: currentTarget.value })}>
          <option value="all">all runs, and between them</option>
          {runs.map(({ arn, name, startedMs }) => (
            <option key={arn} value={arn} title={utcText(startedMs)}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {forgotten > 0 && (
        <p class="muted">Older calls are not kept any more: what was used long ago may be shown as not used.</p>
      )}
    </>
  );
}
