import { expect } from 'chai';
import { failureMessage, type InputTransformer } from '../../../../infra/components/failure-message.ts';

const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:machine:run-1';

/** Members that every status event has (Step Functions Developer Guide, "Step Functions event examples"). */
const COMMON = {
  executionArn: EXECUTION,
  stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
  name: 'run-1',
  startDate: 1551225146847,
  stopDate: 1551225151881,
  input: '{}',
  inputDetails: { included: true },
};

/** Events that the rule lets through, as documented and as seen: with and without output, error and cause. */
const EVENTS: readonly (readonly [title: string, detail: Readonly<Record<string, unknown>>])[] = [
  ['failed, as the guide shows it', { ...COMMON, status: 'FAILED', output: null, outputDetails: null }],
  ['timed out, as the guide shows it', { ...COMMON, status: 'TIMED_OUT', output: null, outputDetails: null }],
  ['failed, without output details', { ...COMMON, status: 'FAILED', output: null }],
  [
    'failed with an error and a cause that is JSON',
    {
      ...COMMON,
      status: 'FAILED',
      error: 'States.TaskFailed',
      cause: '{"FailureReason":"ClientError: \\"x\\"\n<cause>"}',
    },
  ],
  ['failed with neither, said by null', { ...COMMON, status: 'FAILED', error: null, cause: null }],
  ['failed, with its input left out since it is too long', { ...COMMON, input: undefined, status: 'FAILED' }],
];

/**
 * As EventBridge fills a template in (EventBridge User Guide, "Input transformation"): a placeholder that stands alone becomes the
 * value as JSON, one within quotes its text, and one whose path is not in the event nothing at all.
 */
function filledIn({ inputPaths, inputTemplate }: InputTransformer, detail: object): string {
  const event: unknown = { detail };
  const valueAt = (placeholder: string): unknown =>
    (inputPaths[placeholder] ?? '')
      .split('.')
      .slice(1)
      .reduce(
        (value: unknown, member) => (Object(value) === value ? Reflect.get(Object(value), member) : undefined),
        event,
      );
  return inputTemplate.replace(/"[^"]*"|<(\w+)>/g, (part: string, alone: string | undefined) => {
    if (alone !== undefined) return JSON.stringify(valueAt(alone)) ?? '';
    return part.replace(/<(\w+)>/g, (_, within: string) => String(valueAt(within) ?? ''));
  });
}

describe('the message of a failed execution', () => {
  const message = failureMessage({ workflow: 'scans', stack: 'prod', region: 'us-east-1' });

  for (const [title, detail] of EVENTS) {
    it(`is valid JSON for an execution that ${title}, and names workflow, stack and execution`, () => {
      expect(JSON.parse(filledIn(message, detail))).to.deep.equal({
        what: `A run of the retraining workflow scans in stack prod has ended ${detail['status']}`,
        execution: 'run-1',
        open: `https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/${EXECUTION}`,
        detail: JSON.parse(JSON.stringify(detail)),
      });
    });
  }
});
