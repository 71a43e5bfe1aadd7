const EXECUTION = /^(arn:[^:]+:states:[^:]*:[^:]*:)execution:([^:/]+)(?:\/[^:]+)?:/;

/**
 * ARN of the state machine of `arn:aws:states:…:execution:<machine>:<name>`; executions of a distributed Map have its label
 * behind the machine: `<machine>/<label>`.
 */
export function machineOfExecution(executionArn: string): string | undefined {
  const [, start, machine] = EXECUTION.exec(executionArn) ?? [];
  return start === undefined ? undefined : `${start}stateMachine:${machine}`;
}
