import type { TaskState } from '../../definition/definition.ts';
import { withErrorHandling } from '../../engine/error-handling.ts';
import type { StateEnd, StateRun } from '../../engine/state-run.ts';
import { applyPath, applyTemplate, MAX_PAYLOAD_BYTES } from '../../language/data-flow.ts';
import { Payload } from '../../language/json.ts';
import { fillJsonata } from '../../language/jsonata/jsonata.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
import { DATA_LIMIT_EXCEEDED, EvaluationError, StateError } from '../../language/state-error.ts';
import type { PendingTask } from '../../tasks/pending-tasks.ts';
import type { Integration } from '../../tasks/task.ts';
import { concludeResult } from '../conclude.ts';
import { jsonataTaskRole, taskRole } from './task-credentials.ts';
import { taskEvents } from './task-events.ts';
import { checkParameters } from './task-parameters.ts';
import { jsonataTaskLimits, type TaskLimits, taskLimits, withinTimeout } from './task-timeout.ts';

/** Task: calls a resource (https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html). Without a timeout it may take 99,999,999 s. */
export function runTask(run: StateRun<TaskState>): Promise<StateEnd> {
  const { Resource } = run.state;
  const integration = run.line.execution.tasks.find(Resource, run.name);
  if (integration === undefined) throw new EvaluationError(`[rehearsal] The resource ${Resource} is not emulated`);
  return withErrorHandling(run, async () => {
    const result = await withToken(run, integration, async (pending) => {
      const request = run.isJsonata ? await settled(run.line.signal, () => fromJsonata(run)) : fromPaths(run);
      checkParameters(integration, request.parameters);
      integration.precondition?.();
      return callResource(run, integration, { ...request, pending });
    });
    return settled(run.line.signal, () => concludeResult(run, result));
  });
}

/** Each attempt of a task that waits for its token has a token of its own, which its parameters can see. */
async function withToken<T>(
  run: StateRun<TaskState>,
  { waitsForToken }: Integration,
  attempt: (pending: PendingTask | undefined) => Promise<T>,
): Promise<T> {
  if (waitsForToken !== true) return attempt(undefined);
  const pending = run.line.execution.tasks.openToken();
  run.task = { Token: pending.token };
  try {
    return await attempt(pending);
  } finally {
    pending.close();
  }
}

interface Request {
  readonly parameters: Payload;
  readonly limits: TaskLimits;
  readonly actsFor: string | undefined;
}

interface Attempt extends Request {
  readonly pending: PendingTask | undefined;
}

function fromPaths(run: StateRun<TaskState>): Request {
  const input = run.inspect('afterInputPath', applyPath(run.state.InputPath, run.scope(run.input)));
  const scope = run.scope(input);
  const parameters = run.inspect('afterParameters', applyTemplate(run.state.Parameters, scope));
  return { parameters, limits: taskLimits(run.state, scope), actsFor: taskRole(run.state, scope) };
}

function fromJsonata(run: StateRun<TaskState>): Request {
  const { Arguments } = run.state;
  const scope = run.jsonata();
  const parameters = Arguments === undefined ? run.input : new Payload(fillJsonata(Arguments, 'Arguments', scope));
  run.inspect('afterArguments', parameters);
  return { parameters, limits: jsonataTaskLimits(run.state, scope), actsFor: jsonataTaskRole(run.state, scope) };
}

async function callResource(
  run: StateRun<TaskState>,
  integration: Integration,
  { parameters, limits, actsFor, pending }: Attempt,
): Promise<Payload> {
  const { line } = run;
  const { tasks } = line.execution;
  const { timeoutSeconds, heartbeatSeconds } = limits;
  const acting = actsFor === undefined ? {} : { actsFor };
  const events = taskEvents(line, integration, tasks.region);
  events.scheduled(parameters, { ...limits, ...acting });
  events.started();
  try {
    const result = await withinTimeout(timeoutSeconds, line.signal, (signal) =>
      integration.run(
        tasks.call({
          parameters: parameters.value,
          signal,
          submitted: (output) => events.submitted(new Payload(output)),
          started: (workerName) => events.takenUp(workerName),
          ...acting,
          ...(pending === undefined ? {} : { pending }),
          ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
        }),
      ),
    );
    const payload = result instanceof Payload ? result : new Payload(result);
    refuseLarge(payload, integration);
    events.succeeded(run.inspect('result', payload));
    return payload;
  } catch (error) {
    line.signal.throwIfAborted();
    if (error instanceof StateError) events.failed(error);
    throw error;
  }
}

function refuseLarge(payload: Payload, { resourceType, resource }: Integration): void {
  if (Buffer.byteLength(payload.text) <= MAX_PAYLOAD_BYTES) return;
  throw new StateError(
    DATA_LIMIT_EXCEEDED,
    `The state/task '${resourceType ?? resource}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
