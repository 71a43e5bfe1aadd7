import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateLogStreamCommand, DescribeLogGroupsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { CreateModelCommand, CreateTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { rule } from '../support/rule.ts';
import {
  ACCOUNT,
  CallingRole,
  missing,
  OTHER,
  refusal,
  SERVICE_REFERENCE,
  TROUBLESHOOTING,
} from './support/calling-role.ts';

describe('a call that a role is denied', () => {
  let role: CallingRole;

  before(async () => {
    role = await CallingRole.start();
  });

  after(() => role.close());

  rule(
    {
      table: 'iam',
      id: 'sagemaker.denied',
      aws: 'CreateTrainingJob and CreateModel need their action on the job or model, PassRole on the role, and AddTags when there are tags',
      here: 'same',
      wording: 'AWS',
      source: `control-plane-errors.json, training.accessDenied, training.passRole; ${SERVICE_REFERENCE}`,
    },
    async () => {
      const create = () =>
        role.clients.sagemaker.send(
          new CreateTrainingJobCommand({
            TrainingJobName: 'job-1',
            RoleArn: OTHER,
            OutputDataConfig: { S3OutputPath: 's3://photos/out' },
            Tags: [{ Key: 'team', Value: 'cats' }],
          } as ConstructorParameters<typeof CreateTrainingJobCommand>[0]),
        );
      const job = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:training-job/job-1`;
      const denied = (message: string) => ({ name: 'AccessDeniedException', status: 400, message });
      const actions = ['sagemaker:CreateTrainingJob'];
      await role.grant();
      expect(await refusal(create())).to.deep.equal(denied(missing('sagemaker:CreateTrainingJob', job)));
      await role.grant({ Action: actions });
      expect(await refusal(create())).to.deep.equal(denied(missing('iam:PassRole', OTHER)));
      const passed = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
      await role.grant({ Action: actions }, { Action: 'iam:PassRole', Condition: passed });
      expect(await refusal(create())).to.deep.equal(denied(missing('iam:PassRole', OTHER)));
      await role.grant({ Action: [...actions, 'iam:PassRole'] });
      expect(await refusal(create())).to.deep.equal(denied(missing('sagemaker:AddTags', job)));
      await role.grant({ Action: [...actions, 'iam:PassRole', 'sagemaker:AddTags'] });
      expect((await refusal(create())).name).to.equal('ValidationException');
      const model = new CreateModelCommand({ ModelName: 'm', ExecutionRoleArn: OTHER });
      const onModel = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:model/m`;
      expect((await refusal(role.clients.sagemaker.send(model))).message).to.equal(
        missing('sagemaker:CreateModel', onModel),
      );
      const list = await refusal(role.clients.sagemaker.send(new ListTrainingJobsCommand({})));
      expect(list.message).to.equal(missing('sagemaker:ListTrainingJobs'));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'other.denied',
      aws: 'Lambda answers AccessDeniedException with 403, Step Functions and CloudWatch Logs with 400, IAM AccessDenied with 403',
      here: 'same',
      wording: 'AWS',
      source: `${TROUBLESHOOTING}; ${SERVICE_REFERENCE}`,
    },
    async () => {
      await role.grant();
      const functionArn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
      for (const FunctionName of ['f', functionArn, `${functionArn}:$LATEST`]) {
        expect(await refusal(role.clients.lambda.send(new InvokeCommand({ FunctionName })))).to.deep.equal({
          name: 'AccessDeniedException',
          status: 403,
          message: missing('lambda:InvokeFunction', functionArn),
        });
      }
      const stateMachineArn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:m`;
      expect(await refusal(role.clients.sfn.send(new StartExecutionCommand({ stateMachineArn })))).to.deep.equal({
        name: 'AccessDeniedException',
        status: 400,
        message: missing('states:StartExecution', stateMachineArn),
      });
      expect(await refusal(role.clients.iam.send(new GetRoleCommand({ RoleName: 'other' })))).to.deep.equal({
        name: 'AccessDenied',
        status: 403,
        message: missing('iam:GetRole', 'role other'),
      });
      const roles = await refusal(role.clients.iam.send(new ListRolesCommand({})));
      expect(roles.message).to.equal(missing('iam:ListRoles', `arn:aws:iam::${ACCOUNT}:role/`));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'cloudwatch.denied',
      aws: 'PutMetricData needs its action, narrowed by cloudwatch:namespace, and names no resource in its refusal',
      here: 'same',
      wording: 'AWS',
      source: `refusals quoted in many issues; ${SERVICE_REFERENCE}`,
    },
    async () => {
      const put = (Namespace: string) =>
        role.clients.cloudwatch.send(
          new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'm', Value: 1 }] }),
        );
      const name = 'AccessDenied';
      await role.grant();
      expect(await refusal(put('N'))).to.deep.equal({
        name,
        status: 403,
        message: missing('cloudwatch:PutMetricData'),
      });
      await role.grant({
        Action: 'cloudwatch:PutMetricData',
        Condition: { StringEquals: { 'cloudwatch:namespace': 'N' } },
      });
      await put('N');
      expect((await refusal(put('M'))).name).to.equal(name);
    },
  );

  rule(
    {
      table: 'iam',
      id: 'logs.resources',
      aws: 'calls of CloudWatch Logs are asked for by log-group:<name>:log-stream:<name>, the stream’s name empty for a group',
      here: 'same',
      wording: 'AWS',
      source: `refusals of logs:DescribeLogGroups on log-group::log-stream:, quoted in many issues; ${SERVICE_REFERENCE}`,
    },
    async () => {
      await role.grant();
      const stream = { logGroupName: '/g', logStreamName: 's' };
      const arn = (text: string) => `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${text}`;
      const denied = async (call: Promise<unknown>) => await refusal(call);
      expect(await denied(role.clients.logs.send(new CreateLogStreamCommand(stream)))).to.deep.equal({
        name: 'AccessDeniedException',
        status: 400,
        message: missing('logs:CreateLogStream', arn('/g:log-stream:s')),
      });
      const put = new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: 1, message: 'm' }] });
      expect((await denied(role.clients.logs.send(put))).message).to.equal(
        missing('logs:PutLogEvents', arn('/g:log-stream:s')),
      );
      const groups = await denied(role.clients.logs.send(new DescribeLogGroupsCommand({})));
      expect(groups.message).to.equal(missing('logs:DescribeLogGroups', arn(':log-stream:')));
    },
  );
});
