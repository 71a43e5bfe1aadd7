import { executionPage } from './console-links.ts';

/** Ends that nobody asked for; somebody who stops an execution knows it (ABORTED). */
const FAILED_STATUSES = ['FAILED', 'TIMED_OUT'];

/** Events of executions of one state machine that failed (Step Functions Developer Guide, "Automating … with EventBridge"). */
export function failedExecutions(stateMachineArn: string): string {
  return JSON.stringify({
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: [stateMachineArn], status: FAILED_STATUSES },
  });
}

export interface InputTransformer {
  readonly inputPaths: Record<string, string>;
  readonly inputTemplate: string;
}

export interface FailureMessageArgs {
  readonly workflow: string;
  readonly stack: string;
  readonly region: string;
}

/**
 * What a failed execution's message says. It is JSON, and valid for every event: its placeholders stand for what each of these
 * events has. An error and its cause are not in all of them, and a placeholder without a value leaves nothing behind, so the
 * event's whole detail, which EventBridge writes as JSON, has them where they are (EventBridge User Guide, "Input transformation").
 */
export function failureMessage({ workflow, stack, region }: FailureMessageArgs): InputTransformer {
  const lines = [
    `"what": "A run of the retraining workflow ${workflow} in stack ${stack} has ended <status>"`,
    '"execution": <name>',
    `"open": "${executionPage(region, '<arn>')}"`,
    '"detail": <detail>',
  ];
  return {
    inputPaths: {
      arn: '$.detail.executionArn',
      name: '$.detail.name',
      status: '$.detail.status',
      detail: '$.detail',
    },
    inputTemplate: `{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}`,
  };
}
