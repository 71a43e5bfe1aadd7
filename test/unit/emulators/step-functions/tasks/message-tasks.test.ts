import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { expect } from 'chai';
import { pollUntil } from '../../../../support/poll-until.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { FUNCTION_ARN, oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED = 'recording of AWS:';

function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'none'): Rule {
  return { table: 'step-functions-api', id, aws, here: 'same', wording, source: `${RECORDED} ${test}` };
}

describe('SNS and EventBridge tasks', () => {
  let bench: StepFunctionsFixture;
  let topicArn = '';
  before(async () => {
    bench = await StepFunctionsFixture.start();
    topicArn = (await bench.clients.sns.send(new CreateTopicCommand({ Name: 'news' }))).TopicArn ?? '';
    await bench.clients.sns.send(
      new SubscribeCommand({ TopicArn: topicArn, Protocol: 'lambda', Endpoint: FUNCTION_ARN }),
    );
  });
  after(() => bench.close());

  const task = (resource: string, Parameters: object) =>
    oneState({ Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true });
  const delivered = async (nth: number) => {
    const { payload } = await pollUntil('the message is delivered', () => bench.lambda.invocations[nth]);
    const { Records } = payload as { Records: { Sns: Record<string, unknown> }[] };
    return Records[0]?.Sns ?? {};
  };

  rule(
    recorded(
      'sns:publish',
      'gives MessageId with the response’s metadata; a message that is no text is written as JSON',
      'services/test_sns_task_service.snapshot.json test_publish_base',
    ),
    async () => {
      const nth = bench.lambda.invocations.length;
      const { result } = await bench.run(
        task('sns:publish', {
          TopicArn: topicArn,
          Message: { Message: 'HelloWorld!' },
          Subject: 'hi',
          MessageAttributes: { a: { DataType: 'String', 'StringValue.$': '$.v' } },
        }),
        { v: 'value' },
      );
      expect(Object.keys(result as object)).to.deep.equal(['MessageId', 'SdkHttpMetadata', 'SdkResponseMetadata']);
      const { MessageId } = result as { MessageId: string };
      expect(MessageId).to.match(/^[0-9a-f-]{36}$/);
      expect(await delivered(nth)).to.deep.include({
        MessageId,
        TopicArn: topicArn,
        Message: '{"Message":"HelloWorld!"}',
        Subject: 'hi',
        MessageAttributes: { a: { Type: 'String', Value: 'value' } },
      });
    },
  );

  rule(
    recorded(
      'sns:publish.waitForTaskToken',
      'waits for the token that the message carries',
      'callback/test_callback.snapshot.json test_sns_publish_wait_for_task_token',
    ),
    async () => {
      const nth = bench.lambda.invocations.length;
      const arn = await bench.start(
        await bench.create(
          task('sns:publish.waitForTaskToken', { TopicArn: topicArn, Message: { 'TaskToken.$': '$$.Task.Token' } }),
        ),
      );
      const { TaskToken } = JSON.parse(String((await delivered(nth))['Message']));
      await bench.clients.sfn.send(new SendTaskSuccessCommand({ taskToken: TaskToken, output: '{}' }));
      const { output, events } = await bench.ended(arn);
      expect(output).to.equal('{}');
      expect(outline(events)[4]).to.equal('5 4 TaskSubmitted');
    },
  );

  const refusals: readonly [string, object, string, string][] = [
    [
      'a topic that does not exist',
      { TopicArn: 'arn:aws:sns:us-east-1:000000000000:none', Message: 'x' },
      'SNS.NotFoundException',
      'Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound;',
    ],
    [
      'no message',
      { TopicArn: 'topic', Message: '' },
      'SNS.InvalidParameterException',
      'Invalid parameter: Empty message (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter;',
    ],
    [
      'a long subject',
      { TopicArn: 'topic', Message: 'x', Subject: 'x'.repeat(101) },
      'SNS.InvalidParameterException',
      'Invalid parameter: Subject (Service: AmazonSNS;',
    ],
  ];
  for (const [what, parameters, error, cause] of refusals) {
    rule(
      {
        table: 'step-functions-api',
        id: `sns:publish, ${what}`,
        aws: 'is refused by SNS and named after the Java SDK’s class',
        here: 'same',
        wording: 'AWS',
        source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html; texts as reported in public repositories',
      },
      async () => {
        const ended = await bench.run(task('sns:publish', { TopicArn: topicArn, ...parameters }));
        expect(ended.error).to.equal(error);
        expect(ended.cause?.startsWith(cause), ended.cause).to.equal(true);
      },
    );
  }

  rule(
    recorded(
      'events:putEvents',
      'gives an id for each entry',
      'services/test_events_task_service.snapshot.json test_put_events_base',
    ),
    async () => {
      const entry = { Detail: { Message: 'HelloWorld1' }, DetailType: 'kind', Source: 'some.source' };
      const { result } = await bench.run(
        task('events:putEvents', { Entries: [entry, { ...entry, Resources: ['r'] }] }),
      );
      const { Entries, FailedEntryCount } = result as { Entries: { EventId: string }[]; FailedEntryCount: number };
      expect(FailedEntryCount).to.equal(0);
      expect(Entries).to.have.length(2);
      expect(Entries[0]?.EventId).to.match(/^[0-9a-f-]{36}$/);
    },
  );

  const entries: readonly [string, object, object][] = [
    [
      'malformed detail',
      { Detail: '"jsonstring"', DetailType: 'kind', Source: 'some.source' },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
    ],
    [
      'no source',
      { Detail: {}, DetailType: 'kind' },
      {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: 'Parameter Source is not valid. Reason: Source is a required argument.',
      },
    ],
  ];
  for (const [what, entry, problem] of entries) {
    rule(
      recorded(
        `events:putEvents, ${what}`,
        'one refused entry fails the task with EventBridge.FailedEntry and the whole answer as cause',
        'services/test_events_task_service.snapshot.json test_put_events_malformed_detail, test_put_events_no_source',
        'AWS',
      ),
      async () => {
        const { error, cause } = await bench.run(task('events:putEvents', { Entries: [entry] }));
        expect(error).to.equal('EventBridge.FailedEntry');
        expect(JSON.parse(cause ?? '')).to.deep.equal({ Entries: [problem], FailedEntryCount: 1 });
      },
    );
  }
});
