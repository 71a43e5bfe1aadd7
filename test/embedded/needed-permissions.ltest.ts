import { CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { isGreen } from '../../localstack/rehearsal/run-result.ts';
import { type DeployedPolicy, EnforcedWorkflow } from '../support/enforced-workflow.ts';
import { errorOf } from '../support/error-of.ts';
import { rule } from '../support/rule.ts';

import { USER } from './support/lacks/lack.ts';
import { factsOf, LACKS } from './support/lacks/lacks.ts';
import { OF_HOSTING } from './support/lacks/model-lacks.ts';
import { policyOf, tryLack } from './support/lacks/try-lack.ts';

describe('a role of the program that lacks one statement', () => {
  let workflow: EnforcedWorkflow;
  let policies: readonly DeployedPolicy[];

  before(async () => {
    workflow = await EnforcedWorkflow.start();
    policies = await workflow.policies();
    // What a run reads of an earlier one must be there.
    await workflow.ended(await workflow.startExecution());
  });

  after(() => workflow.close());

  it('is one of these, each of which is tried', () => {
    const deployed = (['function', 'training', 'model', 'workflow'] as const).flatMap((role) =>
      policyOf(policies, role).statements.map(({ Sid }) => `${role} ${Sid}`),
    );
    const tried = deployed.filter((statement) => !OF_HOSTING.includes(statement));
    expect(LACKS.map(({ role, sid }) => `${role} ${sid}`)).to.deep.equal(tried);
    expect(deployed).to.have.length(tried.length + OF_HOSTING.length);
    expect(policies).to.have.length(4);
  });

  for (const lack of LACKS) {
    rule(factsOf(lack), () => tryLack(workflow, policyOf(policies, lack.role), lack));
  }

  rule(
    {
      table: 'iam',
      id: 'model.imagePull',
      aws: 'CreateModel is refused when its role may not pull the image',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json, model.imagePull',
    },
    async () => {
      const policy = policyOf(policies, 'training');
      await workflow.putPolicy({
        ...policy,
        statements: policy.statements.filter(({ Sid }) => Sid !== 'PullTrainingImage'),
      });
      try {
        const ExecutionRoleArn = workflow.outputs.trainingRoleArn;
        const Image = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
        const command = new CreateModelCommand({
          ModelName: 'unpulled',
          ExecutionRoleArn,
          PrimaryContainer: { Image },
        });
        const error = await errorOf(workflow.cloud.clients.sagemaker.send(command));
        expect(error.message).to.equal(
          `Role ${ExecutionRoleArn} cannot pull ${Image}. Ensure that the role exists and the image was granted pull permission.`,
        );
      } finally {
        await workflow.putPolicy(policy);
      }
    },
  );

  it('ends a run red whose execution succeeded, naming the denial', async () => {
    const policy = policyOf(policies, 'training');
    const statements = policy.statements.filter(({ Sid }) => Sid !== 'PublishTrainingMetrics');
    await workflow.putPolicy({ ...policy, statements });
    try {
      const result = await workflow.rehearse();
      expect(result.status, result.cause).to.equal('SUCCEEDED');
      expect(isGreen(result)).to.equal(false);
      const roleName = policy.roleName;
      expect(result.denials).to.deep.equal([
        `${USER}${roleName}/SageMaker is not authorized to perform: cloudwatch:PutMetricData because no identity-based policy allows the cloudwatch:PutMetricData action`,
      ]);
    } finally {
      await workflow.putPolicy(policy);
    }
    expect(isGreen(await workflow.rehearse())).to.equal(true);
  });

  it('runs green again with all of them', async () => {
    const decided = workflow.decisions.length;
    const { status, cause } = await workflow.ended(await workflow.startExecution());
    expect(status, cause).to.equal('SUCCEEDED');
    expect(workflow.decisions.slice(decided).filter(({ denial }) => denial !== undefined)).to.deep.equal([]);
  });
});
