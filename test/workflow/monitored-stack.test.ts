import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeRuleCommand, ListTagsForResourceCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { expect } from 'chai';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import type { RegisteredResource } from '../../localstack/deploy/provisioner.ts';
import { type OpenCloud, openCloud } from '../support/open-cloud.ts';
import { needing, targetName } from '../support/target-name.ts';

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

needing('deployment', 'the prod stack', () => {
  let open: OpenCloud | undefined;
  let clients: AwsClients;
  /** Names and ARNs that the cloud gave, by `type logical name`. */
  const ids = new Map<string, string>();
  let machineArn = '';

  const deploy = async ({ cloud, stack }: OpenCloud): Promise<void> => {
    const onProvisioned = ({ type, logicalName }: RegisteredResource, { id }: { readonly id: string }) => {
      ids.set(`${type.split(':').at(-1)} ${logicalName}`, id);
    };
    const deployed = await cloud.deploy(() => import('../../index.ts'), {
      projectFolder: PROJECT_FOLDER,
      configFile: join(PROJECT_FOLDER, 'Pulumi.prod.yaml'),
      stack,
      config: { alertEmail: 'team@example.com' },
      onProvisioned,
    });
    machineArn = deployed.output('stateMachineArn');
  };

  beforeEach(async () => {
    const target = targetName();
    if (target === 'aws') throw new Error('needing() lets no target without deployments come here');
    open = await openCloud(target);
    clients = open.cloud.clients;
    // The second deployment must find what the first one made, and bring it up to date.
    await deploy(open);
    await deploy(open);
  });
  afterEach(() => open?.close());

  const id = (label: string) => ids.get(label) ?? '';

  it('has its alarms, its message of failures, its schedule and its dashboard on the cloud, once each', async () => {
    const topic = id('Topic retraining-alerts');
    const { MetricAlarms = [] } = await clients.cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: 'retraining-alerts-' }),
    );
    const own = MetricAlarms.filter(({ AlarmActions = [] }) => AlarmActions.includes(topic));
    expect(own.map(({ MetricName }) => MetricName)).to.deep.equal(['FailedInvocations', 'FailedInvocations']);
    const watched = own.flatMap(({ Dimensions = [] }) => Dimensions.map(({ Value }) => Value));
    expect(watched).to.have.members([id('EventRule retraining-alerts'), id('EventRule retraining-schedule')]);
    expect(own[0]).to.deep.include({
      Namespace: 'AWS/Events',
      Statistic: 'Sum',
      Period: 300,
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });

    const rule = id('EventRule retraining-alerts');
    const described = await clients.events.send(new DescribeRuleCommand({ Name: rule }));
    expect(JSON.parse(described.EventPattern ?? '').detail).to.deep.equal({
      stateMachineArn: [machineArn],
      status: ['FAILED', 'TIMED_OUT'],
    });
    const { Tags = [] } = await clients.events.send(new ListTagsForResourceCommand({ ResourceARN: described.Arn }));
    expect(Tags.map(({ Key }) => Key).sort()).to.deep.equal(['managed-by', 'project', 'stack']);
    const { Targets = [] } = await clients.events.send(new ListTargetsByRuleCommand({ Rule: rule }));
    expect(Targets.map(({ Arn }) => Arn)).to.deep.equal([topic]);
    expect(Targets[0]?.InputTransformer?.InputPathsMap).to.deep.include({ detail: '$.detail' });

    const schedule = await clients.events.send(new DescribeRuleCommand({ Name: id('EventRule retraining-schedule') }));
    expect(schedule.ScheduleExpression).to.equal('cron(0 3 ? * MON *)');

    const { Attributes = {} } = await clients.sns.send(new GetTopicAttributesCommand({ TopicArn: topic }));
    expect(Attributes['DisplayName']).to.equal('Retraining: retraining');
    expect(JSON.parse(Attributes['Policy'] ?? '{}').Statement.map(({ Sid }: { Sid: string }) => Sid)).to.deep.equal([
      'PublishAlarms',
      'PublishEvents',
      'DenyPlainHttp',
    ]);
    const { Subscriptions = [] } = await clients.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic }));
    expect(Subscriptions.map(({ Protocol, Endpoint }) => [Protocol, Endpoint])).to.deep.equal([
      ['email', 'team@example.com'],
    ]);

    const dashboard = await clients.cloudwatch.send(
      new GetDashboardCommand({ DashboardName: id('Dashboard retraining-alerts') }),
    );
    expect(JSON.parse(dashboard.DashboardBody ?? '').widgets).to.have.length(4);
  });
});
