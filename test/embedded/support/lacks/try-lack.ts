import { expect } from 'chai';
import type { DeployedPolicy, EnforcedWorkflow } from '../../../support/enforced-workflow.ts';
import { errorOf } from '../../../support/error-of.ts';
import { denied, type Lack, type RoleKey } from './lack.ts';
import { ROLE_NAMES } from './lacks.ts';

/** The one policy of the role. */
export function policyOf(policies: readonly DeployedPolicy[], role: RoleKey): DeployedPolicy {
  const found = policies.filter(({ roleName }) => roleName.startsWith(ROLE_NAMES[role]));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} policies of the ${role} role`);
  return only;
}

/** Takes the statement away, expects what is to be seen then, and puts it back. */
export async function tryLack(workflow: EnforcedWorkflow, policy: DeployedPolicy, lack: Lack): Promise<void> {
  const decided = workflow.decisions.length;
  const denials = () => workflow.decisions.slice(decided).filter(({ denial }) => denial !== undefined);
  await workflow.putPolicy({ ...policy, statements: policy.statements.filter(({ Sid }) => Sid !== lack.sid) });
  try {
    await expectLack(workflow, lack);
    const first = await workflow.until('a call was denied', async () => denials()[0]);
    expect(first.action).to.equal(lack.action);
    expect(first.denial).to.match(denied(lack.action));
    const ofStatement = [policy.statements.find(({ Sid }) => Sid === lack.sid)?.Action ?? []].flat();
    expect(ofStatement).to.include.members(denials().map(({ action }) => action));
    expect(workflow.cloud.denialsSince?.(0)).to.include(first.denial);
  } finally {
    await workflow.putPolicy(policy);
  }
}

async function expectLack(workflow: EnforcedWorkflow, { role, shows, text }: Lack): Promise<void> {
  if (shows === 'when deployed') {
    const deployAgain = role === 'function' ? workflow.deployFunctionAgain() : workflow.deployStateMachineAgain();
    expect((await errorOf(deployAgain)).message).to.match(text ?? /never/);
    return;
  }
  const { status, cause = '' } = await workflow.ended(await workflow.startExecution());
  expect(status, cause).to.equal(shows === 'no failure' ? 'SUCCEEDED' : 'FAILED');
  expect(cause).to.match(text ?? /^$/);
}
