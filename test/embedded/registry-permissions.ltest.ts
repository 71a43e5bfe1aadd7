import { UpdateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { type DeployedPolicy, EnforcedWorkflow } from '../support/enforced-workflow.ts';
import { rule } from '../support/rule.ts';
import { factsOf, LACKS } from './support/lacks/lacks.ts';
import { OF_HOSTING } from './support/lacks/model-lacks.ts';
import { REGISTRY_LACKS } from './support/lacks/registry-lacks.ts';
import { policyOf, tryLack } from './support/lacks/try-lack.ts';

const ROLES = ['function', 'training', 'model', 'registry', 'workflow'] as const;

describe('a role of a program that registers its models and lacks one statement', () => {
  let workflow: EnforcedWorkflow;
  let policies: readonly DeployedPolicy[];

  before(async () => {
    // No model is too bad here: what is seen is who may do what.
    workflow = await EnforcedWorkflow.start({ lifecycle: 'register', tracing: false, retrainWhenUnchanged: true });
    policies = await workflow.policies();
    const { status, cause, output = '{}' } = await workflow.ended(await workflow.startExecution());
    expect(status, cause).to.equal('SUCCEEDED');
    const { ModelPackageArn } = JSON.parse(output).package;
    const approval = new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus: 'Approved' });
    await workflow.cloud.clients.sagemaker.send(approval);
  });

  after(() => workflow.close());

  it('is one of these, or of those that a program has in any case', () => {
    const deployed = ROLES.flatMap((role) => policyOf(policies, role).statements.map(({ Sid }) => `${role} ${Sid}`));
    const known = [...LACKS, ...REGISTRY_LACKS].map(({ role, sid }) => `${role} ${sid}`);
    expect([...known, ...OF_HOSTING]).to.include.members(deployed);
    expect(deployed).to.include.members(REGISTRY_LACKS.map(({ role, sid }) => `${role} ${sid}`));
  });

  for (const lack of REGISTRY_LACKS) {
    rule(factsOf(lack), () => tryLack(workflow, policyOf(policies, lack.role), lack));
  }

  it('has the images predicted once more when a run is redriven that lacked predictions', async () => {
    const policy = policyOf(policies, 'model');
    const statements = policy.statements.filter(({ Sid }) => Sid !== 'ReadManifest');
    await workflow.putPolicy({ ...policy, statements });
    const executionArn = await workflow.startExecution();
    const failed = await workflow.ended(executionArn);
    await workflow.putPolicy(policy);
    expect(JSON.parse(failed.cause ?? '{}').errorType, failed.cause).to.equal('EvaluationError');
    await workflow.cloud.clients.sfn.send(new RedriveExecutionCommand({ executionArn }));
    const { status, cause, output = '{}' } = await workflow.ended(executionArn);
    expect(status, cause).to.equal('SUCCEEDED');
    expect(JSON.parse(output).judgement).to.deep.include({ images: 2, missing: 0 });
  });

  it('runs green again with all of them', async () => {
    const decided = workflow.decisions.length;
    const { status, cause } = await workflow.ended(await workflow.startExecution());
    expect(status, cause).to.equal('SUCCEEDED');
    expect(workflow.decisions.slice(decided).filter(({ denial }) => denial !== undefined)).to.deep.equal([]);
  });
});
