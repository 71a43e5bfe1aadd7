import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { expect } from 'chai';
import { createEventsService } from '../../../../emulators/events/events-service.ts';
import { errorOf, refusal } from '../../../support/error-of.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';

describe('rules of EventBridge', () => {
  const folder = useTemporaryFolder();
  let listener: ServiceListener;
  let client: EventBridgeClient;

  const start = async () => {
    listener = await listenTo(createEventsService({ ...PLACE, dataFolder: folder() }));
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = new EventBridgeClient({
      endpoint: listener.endpointUrl,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    });
  };
  const stop = async () => {
    client.destroy();
    await listener.close();
  };
  beforeEach(start);
  afterEach(stop);

  it('are kept with their targets, also over a restart', async () => {
    const { RuleArn } = await client.send(new PutRuleCommand({ Name: 'weekly', ScheduleExpression: 'rate(7 days)' }));
    expect(RuleArn).to.equal('arn:aws:events:us-east-1:000000000000:rule/weekly');
    await client.send(new PutTargetsCommand({ Rule: 'weekly', Targets: [{ Id: 'one', Arn: FUNCTION, Input: '{}' }] }));
    await client.send(new PutRuleCommand({ Name: 'weekly', ScheduleExpression: 'rate(14 days)' }));
    await stop();
    await start();
    const rule = await client.send(new DescribeRuleCommand({ Name: 'weekly' }));
    expect(rule).to.deep.include({
      Name: 'weekly',
      ScheduleExpression: 'rate(14 days)',
      State: 'ENABLED',
      EventBusName: 'default',
    });
    const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: 'weekly' }));
    expect(Targets).to.deep.equal([{ Id: 'one', Arn: FUNCTION, Input: '{}' }]);
  });

  it('go only when their targets have gone', async () => {
    await client.send(new PutRuleCommand({ Name: 'a', ScheduleExpression: 'rate(1 day)' }));
    await client.send(new PutTargetsCommand({ Rule: 'a', Targets: [{ Id: 'one', Arn: FUNCTION }] }));
    const error = await errorOf(client.send(new DeleteRuleCommand({ Name: 'a' })));
    expect(error.message).to.equal("Rule can't be deleted since it has targets.");
    await client.send(new RemoveTargetsCommand({ Rule: 'a', Ids: ['one'] }));
    await client.send(new DeleteRuleCommand({ Name: 'a' }));
    expect((await client.send(new ListRulesCommand({}))).Rules).to.deep.equal([]);
  });

  it('may have an empty schedule beside a pattern, and are listed with their bus', async () => {
    const EventPattern = '{"source":["x"]}';
    await client.send(new PutRuleCommand({ Name: 'a', EventPattern, ScheduleExpression: '' }));
    expect((await client.send(new ListRulesCommand({}))).Rules).to.deep.equal([
      {
        Name: 'a',
        Arn: 'arn:aws:events:us-east-1:000000000000:rule/a',
        EventPattern,
        State: 'ENABLED',
        EventBusName: 'default',
      },
    ]);
    expect(await refusal(client.send(new PutRuleCommand({ Name: 'b', ScheduleExpression: '' })))).to.match(
      /^ValidationException: Parameter\(s\) EventPattern or ScheduleExpression must be specified\./,
    );
  });

  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html: 262,144 bytes, a time counts as 14.
  it('take no events of more than 256 KB together', async () => {
    const put = (bytes: number, more: object = {}) => {
      const Detail = JSON.stringify({ a: 'x'.repeat(bytes - '{"a":""}'.length - 'sd'.length) });
      return client.send(new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 'd', Detail, ...more }] }));
    };
    expect((await put(262_144)).FailedEntryCount).to.equal(0);
    const over = 'ValidationException: Total size of the entries in the request is over the limit.';
    expect(await refusal(put(262_145))).to.equal(over);
    expect(await refusal(put(262_144, { Time: new Date(0) }))).to.equal(over);
  });

  it('need a pattern or a schedule that can be read, and must exist to get targets', async () => {
    expect(await refusal(client.send(new PutRuleCommand({ Name: 'a' })))).to.equal(
      'ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
    for (const ScheduleExpression of ['weekly', 'rate(1 minutes)', 'cron(0 12 * * * *)']) {
      expect(await refusal(client.send(new PutRuleCommand({ Name: 'a', ScheduleExpression })))).to.equal(
        'ValidationException: Parameter ScheduleExpression is not valid.',
      );
    }
    expect(await refusal(client.send(new PutRuleCommand({ Name: 'a', EventPattern: '{"source":"x"}' })))).to.match(
      /^InvalidEventPatternException: \[rehearsal\] EventPattern/,
    );
    const targets = [{ Id: 'one', Arn: FUNCTION }];
    expect(await refusal(client.send(new PutTargetsCommand({ Rule: 'nobody', Targets: targets })))).to.equal(
      'ResourceNotFoundException: Rule nobody does not exist on EventBus default.',
    );
  });
});
