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
  readonly inputPaths: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/**
 * What a failed execution's message says. It is JSON, since error and cause may have quotes in them, which EventBridge
 * escapes only where a placeholder stands for a whole value.
 */
export function failureMessage(workflow: string, region: string): InputTransformer {
  const lines = [
    `"what": "A run of ${workflow} has ended <status>"`,
    '"execution": <name>',
    '"error": <error>',
    '"cause": <cause>',
    `"open": "${executionPage(region, '<arn>')}"`,
  ];
  return {
    inputPaths: {
      arn: '$.detail.executionArn',
      name: '$.detail.name',
      status: '$.detail.status',
      error: '$.detail.error',
      cause: '$.detail.cause',
    },
    inputTemplate: `{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}`,
  };
}
