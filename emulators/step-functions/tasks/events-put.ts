import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import { StateError } from '../language/state-error.ts';
import { schemasOf } from './aws-sdk/sdk-package.ts';
import { textOf } from './send-command.ts';
import { EVENTS_ERRORS, serviceError } from './service-error.ts';
import type { Integration, TaskCall } from './task.ts';
import { taskOutput } from './task-output.ts';

const [schema] = schemasOf(new PutEventsCommand({ Entries: [] }));
const deeper = schema === undefined ? {} : { schema };

/** `events:putEvents` (https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html). */
export const EVENTS_PUT: Integration = {
  resourceType: 'events',
  resource: 'putEvents',
  parameters: { required: ['Entries'], optional: [], ...deeper },
  run: putEvents,
};

/** One entry that is refused fails the task, whatever became of the others. */
async function putEvents(call: TaskCall): Promise<Json> {
  const { Entries } = isRecord(call.parameters) ? call.parameters : {};
  const entries = (isList(Entries) ? Entries : []).map((entry) => requestEntry(isRecord(entry) ? entry : {}, call));
  const { events } = await call.clients();
  const answer = await events
    .send(new PutEventsCommand({ Entries: entries }), { abortSignal: call.signal })
    .catch((error: unknown) => {
      call.signal.throwIfAborted();
      throw serviceError(error, EVENTS_ERRORS);
    });
  const { Entries: results = [], FailedEntryCount = 0 } = answer;
  const output = { Entries: results.map(taskOutput), FailedEntryCount };
  if (FailedEntryCount > 0) throw new StateError('EventBridge.FailedEntry', JSON.stringify(output));
  return output;
}

/** The state machine's and the execution's ARN are added to Resources; a Detail may be an object. */
function requestEntry(entry: JsonRecord, { stateMachineArn, executionArn }: TaskCall): PutEventsRequestEntry {
  const { Resources, ...others } = entry;
  const texts = Object.entries(others).map(([name, value]) => [name, textOf(value)]);
  const own = isList(Resources) ? Resources.map(String) : [];
  return {
    ...Object.fromEntries(texts.filter(([, value]) => value !== undefined)),
    Resources: [...own, stateMachineArn, executionArn],
  };
}
