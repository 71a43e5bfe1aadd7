import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  type LoggingConfiguration,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { oneState, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'AWS'): Rule {
  const source = `recording of AWS: test_sfn_api_logs.snapshot.json ${test}`;
  return { table: 'step-functions-api', id: `loggingConfiguration.${id}`, aws, here: 'same', wording, source };
}

const PREFIX = 'InvalidLoggingConfiguration: Invalid Logging Configuration:';
const group = (name: string) => ({
  cloudWatchLogsLogGroup: { logGroupArn: `arn:aws:logs:us-east-1:000000000000:log-group:${name}:*` },
});

describe('a logging configuration', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
    for (const logGroupName of ['one', 'two']) {
      await bench.clients.logs.send(new CreateLogGroupCommand({ logGroupName }));
    }
  });
  after(() => bench.close());

  let count = 0;
  const create = async (loggingConfiguration: LoggingConfiguration) => {
    count += 1;
    const definition = JSON.stringify(oneState({ Type: 'Pass', End: true }));
    return bench.clients.sfn.send(
      new CreateStateMachineCommand({ name: `l${count}`, roleArn: ROLE_ARN, definition, loggingConfiguration }),
    );
  };
  const described = async (given: LoggingConfiguration) => {
    const { stateMachineArn } = await create(given);
    return (await bench.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).loggingConfiguration;
  };
  const update = async (loggingConfiguration: LoggingConfiguration) => {
    const { stateMachineArn } = await create({ level: 'ALL', destinations: [group('one')] });
    return bench.clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, loggingConfiguration }));
  };

  for (const level of ['ALL', 'ERROR', 'FATAL'] as const) {
    rule(
      recorded(level, 'a level other than OFF needs a log group', 'test_invalid_logging_configuration'),
      async () => {
        const text = `${PREFIX} Must specify exactly one Log Destination.`;
        expect(await refusal(create({ level }))).to.equal(text);
        expect(await refusal(create({ level, destinations: [] }))).to.equal(text);
        expect(await refusal(update({ level }))).to.equal(text);
      },
    );
  }

  it('names what a destination lacks, or an ARN that is none of a log group', async () => {
    const given = (cloudWatchLogsLogGroup?: { logGroupArn?: string }) =>
      create({ level: 'ALL', destinations: [cloudWatchLogsLogGroup === undefined ? {} : { cloudWatchLogsLogGroup }] });
    const lacking = `${PREFIX} [rehearsal] a destination needs cloudWatchLogsLogGroup.logGroupArn`;
    expect([await refusal(given()), await refusal(given({}))]).to.deep.equal([lacking, lacking]);
    expect(await refusal(given({ logGroupArn: 'one' }))).to.equal(
      `${PREFIX} [rehearsal] 'one' is not the ARN of a log group that ends in :*`,
    );
  });

  rule(recorded('two', 'two log groups are refused', 'test_multiple_destinations'), async () => {
    const two = { level: 'ALL', destinations: [group('one'), group('two')] } as const;
    expect(await refusal(create({ ...two, destinations: [...two.destinations] }))).to.equal(
      `${PREFIX} Must specify exactly one Log Destination.`,
    );
    expect(await refusal(update({ ...two, destinations: [...two.destinations] }))).to.equal(
      `${PREFIX} Must specify exactly one Log Destination.`,
    );
  });

  rule(recorded('missing', 'a log group that is not there is refused', 'test_deleted_log_group'), async () => {
    const missing: LoggingConfiguration = { level: 'ALL', destinations: [group('on')] };
    expect(await refusal(create(missing))).to.equal(`${PREFIX} Log Destination not found.`);
    expect(await refusal(update(missing))).to.equal(`${PREFIX} Log Destination not found.`);
  });

  rule(recorded('OFF', 'is described as it was given', 'test_incomplete_logging_configuration', 'none'), async () => {
    const off = { level: 'OFF', includeExecutionData: false };
    expect(await described({})).to.deep.equal(off);
    expect(await described({ destinations: [] })).to.deep.equal({ ...off, destinations: [] });
    expect(await described({ level: 'OFF', destinations: [group('one')] })).to.deep.equal({
      ...off,
      destinations: [group('one')],
    });
  });
});
