import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { sleepUntil, unlessAborted } from '../engine/sleep.ts';
import { isRecord, type Json, type JsonRecord, parseJson } from '../language/json.ts';
import { StateError, TASK_FAILED } from '../language/state-error.ts';
import { sendWithMetadata, textOf } from './send-command.ts';
import { STEP_FUNCTIONS_ERRORS, serviceError } from './service-error.ts';
import type { Integration, TaskCall } from './task.ts';
import { taskOutput } from './task-output.ts';

const PARAMETERS = { required: ['StateMachineArn'], optional: ['Input', 'Name'] };
const FIRST_POLL_MS = 20;
const MAX_POLL_MS = 1_000;
const POLL_GROWTH = 1.5;

/** `states:startExecution` (https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html). */
export const START_EXECUTION: Integration = {
  resourceType: 'states',
  resource: 'startExecution',
  parameters: PARAMETERS,
  run: async (call) => (await start(call)).output,
};

/** `.sync` gives the child's input and output as text, `.sync:2` as JSON. */
export const START_EXECUTION_SYNC: readonly Integration[] = ['startExecution.sync', 'startExecution.sync:2'].map(
  (resource) => ({
    resourceType: 'states',
    resource,
    parameters: PARAMETERS,
    run: (call) => runToItsEnd(call, resource.endsWith(':2')),
  }),
);

interface Started {
  readonly executionArn: string;
  readonly output: JsonRecord;
}

async function start(call: TaskCall): Promise<Started> {
  const { StateMachineArn, Input, Name } = isRecord(call.parameters) ? call.parameters : {};
  const input = textOf(Input);
  const name = textOf(Name);
  const command = new StartExecutionCommand({
    stateMachineArn: String(StateMachineArn),
    ...(input === undefined ? {} : { input }),
    ...(name === undefined ? {} : { name }),
  });
  const { sfn } = await call.clients();
  try {
    const { answer, metadata } = await sendWithMetadata(command, () => sfn.send(command));
    const { executionArn = '', startDate } = answer;
    return { executionArn, output: inPascalCase({ executionArn, startDate, ...metadata }) };
  } catch (error) {
    throw serviceError(error, STEP_FUNCTIONS_ERRORS);
  }
}

async function runToItsEnd(call: TaskCall, isParsed: boolean): Promise<Json> {
  // The request itself is not cut short: nobody would know whether there is an execution now that has to be stopped.
  const started = start(call);
  try {
    const { executionArn, output } = await unlessAborted(started, call.signal);
    call.submitted(output);
    const description = await waitForEnd(call, executionArn);
    const result = inPascalCase(shown(description, isParsed));
    if (description.status === 'SUCCEEDED') return result;
    throw new StateError(TASK_FAILED, JSON.stringify(result));
  } catch (error) {
    if (call.signal.aborted) call.inBackground(started.then(({ executionArn }) => stop(call, executionArn)));
    throw error;
  }
}

async function waitForEnd(call: TaskCall, executionArn: string): Promise<DescribeExecutionCommandOutput> {
  let intervalMs = FIRST_POLL_MS;
  for (;;) {
    await sleepUntil(Date.now() + intervalMs, call.signal);
    intervalMs = Math.min(MAX_POLL_MS, intervalMs * POLL_GROWTH);
    const { sfn } = await call.clients();
    try {
      const description = await sfn.send(new DescribeExecutionCommand({ executionArn }), { abortSignal: call.signal });
      if (description.status !== 'RUNNING') return description;
    } catch (error) {
      call.signal.throwIfAborted();
      throw serviceError(error, STEP_FUNCTIONS_ERRORS);
    }
  }
}

/** Best effort, as on AWS: a child that ended meanwhile stays as it is. */
async function stop(call: TaskCall, executionArn: string): Promise<void> {
  const { sfn } = await call.clients();
  await sfn.send(new StopExecutionCommand({ executionArn }));
}

function shown({ $metadata, ...description }: DescribeExecutionCommandOutput, isParsed: boolean): object {
  if (!isParsed) return description;
  const { input, output } = description;
  return {
    ...description,
    ...(input === undefined ? {} : { input: parseJson(input) }),
    ...(output === undefined ? {} : { output: parseJson(output) }),
  };
}

/** As the Java SDK's names are written: capital first letters, in alphabetical order; data inside of Input and Output stays. */
function inPascalCase(answer: object): JsonRecord {
  const entries = Object.entries(taskOutput(answer)).map(([name, value]): [string, Json] => [capital(name), value]);
  const named = entries.map(([name, value]): [string, Json] => [
    name,
    name.endsWith('Details') && isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([member, one]) => [capital(member), one]))
      : value,
  ]);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
