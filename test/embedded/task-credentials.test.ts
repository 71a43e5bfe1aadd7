import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { startCloud } from '../../localstack/index.ts';
import { pollUntil } from '../support/poll-until.ts';
import { type Rule, rule } from '../support/rule.ts';

const ACCOUNT = '000000000000';
const MACHINE_ROLE = `arn:aws:iam::${ACCOUNT}:role/machine`;
const TARGET = `arn:aws:iam::${ACCOUNT}:role/target`;
/** In this cloud, which has one account, the role of that name. */
const TARGET_ELSEWHERE = 'arn:aws:iam::111122223333:role/target';
const MACHINE = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:m`;
const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html';

function documented(id: string, aws: string, more: Partial<Rule> = {}): Rule {
  return {
    table: 'step-functions-api',
    id: `Credentials.${id}`,
    aws,
    here: 'same',
    wording: 'none',
    source: GUIDE,
    ...more,
  };
}

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

describe('a task with Credentials', () => {
  let cloud: StartedCloud;
  let count = 0;

  before(async () => {
    cloud = await startCloud({ kind: 'embedded' });
    await cloud.clients.s3.send(new CreateBucketCommand({ Bucket: 'photos' }));
    await role('machine', { Principal: { Service: 'states.amazonaws.com' } });
    await role('target', { Principal: { AWS: MACHINE_ROLE } });
    const definition = JSON.stringify({
      StartAt: 'Head',
      States: {
        Head: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:s3:headBucket',
          Parameters: { Bucket: 'photos' },
          Credentials: { 'RoleArn.$': '$.role' },
          End: true,
        },
      },
    });
    await cloud.clients.sfn.send(new CreateStateMachineCommand({ name: 'm', roleArn: MACHINE_ROLE, definition }));
  });

  after(async () => {
    await cloud.close();
  });

  async function role(RoleName: string, trust: object): Promise<void> {
    const AssumeRolePolicyDocument = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...trust });
    await cloud.clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  }

  /** From now on the role may do this and nothing else. */
  async function allow(RoleName: string, Action: string, Resource = '*'): Promise<void> {
    const PolicyDocument = policy({ Effect: 'Allow', Action, Resource });
    await cloud.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'inline', PolicyDocument }));
  }

  async function run(roleArn: string) {
    const { sfn } = cloud.clients;
    count += 1;
    const start = { stateMachineArn: MACHINE, name: `e${count}`, input: JSON.stringify({ role: roleArn }) };
    const { executionArn } = await sfn.send(new StartExecutionCommand(start));
    const { status, error, cause } = await pollUntil(`${executionArn} ends`, async () => {
      const answer = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return answer.status === 'RUNNING' ? undefined : answer;
    });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    return { status, error, cause, types: events.map(({ type }) => type) };
  }

  rule(documented('permissions', 'is judged by what the target role may do, not the state machine’s'), async () => {
    await allow('machine', 's3:*');
    await allow('target', 'none:None');
    const denied = await run(TARGET);
    expect([denied.status, denied.error]).to.deep.equal(['FAILED', 'S3.S3Exception']);
    await allow('machine', 'none:None');
    await allow('target', 's3:ListBucket', 'arn:aws:s3:::photos');
    expect(await run(TARGET)).to.include({ status: 'SUCCEEDED' });
  });

  rule(
    documented('crossAccount', 'needs sts:AssumeRole on a role of another account, beside that role’s trust', {
      note: 'this cloud has one account: the role with that path and name',
      wording: 'ours',
    }),
    async () => {
      await allow('target', 's3:ListBucket');
      await allow('machine', 'sts:AssumeRole', TARGET);
      const refused = await run(TARGET_ELSEWHERE);
      expect([refused.status, refused.error, refused.cause]).to.deep.equal([
        'FAILED',
        'States.Permissions',
        `[rehearsal] The role ${TARGET_ELSEWHERE} of Credentials cannot be assumed by ${MACHINE_ROLE}: ` +
          `User: arn:aws:sts::${ACCOUNT}:assumed-role/machine/step-functions is not authorized to perform: sts:AssumeRole on resource: ${TARGET_ELSEWHERE}`,
      ]);
      expect(refused.types.slice(2)).to.deep.equal(['TaskScheduled', 'TaskStarted', 'TaskFailed', 'ExecutionFailed']);
      await allow('machine', 'sts:AssumeRole', TARGET_ELSEWHERE);
      expect(await run(TARGET_ELSEWHERE)).to.include({ status: 'SUCCEEDED' });
    },
  );

  rule(
    documented('trust', 'fails for a role that does not trust the state machine’s role', { wording: 'ours' }),
    async () => {
      await role('closed', { Principal: { Service: 'states.amazonaws.com' } });
      await allow('machine', 'sts:AssumeRole');
      expect(await run(`arn:aws:iam::${ACCOUNT}:role/closed`)).to.include({ error: 'States.Permissions' });
      expect(await run(`arn:aws:iam::${ACCOUNT}:role/gone`)).to.include({ error: 'States.Permissions' });
    },
  );

  rule(
    documented(
      'externalId',
      'assumes the role with the state machine’s ARN as sts:ExternalId, which its trust may ask for',
      {
        source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-cross-acct-sync-pattern.html',
      },
    ),
    async () => {
      await allow('machine', 'none:None');
      const asking = (id: string) => ({
        Principal: { AWS: MACHINE_ROLE },
        Condition: { StringEquals: { 'sts:ExternalId': id } },
      });
      await role('this', asking(MACHINE));
      await role('another', asking(`${MACHINE}x`));
      await allow('this', 's3:ListBucket');
      await allow('another', 's3:ListBucket');
      expect(await run(`arn:aws:iam::${ACCOUNT}:role/this`)).to.include({ status: 'SUCCEEDED' });
      expect(await run(`arn:aws:iam::${ACCOUNT}:role/another`)).to.include({ error: 'States.Permissions' });
    },
  );
});
