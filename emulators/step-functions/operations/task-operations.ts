import type { AwsError } from '../../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../../core/wire/wire-json.ts';
import { MAX_PAYLOAD_BYTES } from '../language/data-flow.ts';
import { Payload } from '../language/json.ts';
import { jsonFault } from '../language/json-fault.ts';
import { StateError } from '../language/state-error.ts';
import { isTaskToken } from '../tasks/task-token.ts';
import { invalidOutput, invalidToken, taskTimedOut } from './api-errors.ts';
import { RequestMembers } from './request-members.ts';
import type { ServiceState } from './service-state.ts';

/** What the holder of a task's token may say (https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html). */
export function taskOperations({ pending }: ServiceState): JsonOperations {
  return {
    SendTaskSuccess: (input) => {
      const token = readToken(input);
      const output = readOutput(new RequestMembers(input).requiredText('output'));
      return answer(token, pending.succeed(token, output));
    },
    SendTaskFailure: (input) => {
      const token = readToken(input);
      const members = new RequestMembers(input);
      const error = members.text('error');
      const cause = members.text('cause');
      return answer(token, pending.fail(token, new StateError(error, cause)));
    },
    SendTaskHeartbeat: (input) => {
      const token = readToken(input);
      return answer(token, pending.beat(token));
    },
  };
}

function readToken(input: JsonObject): string {
  return new RequestMembers(input).requiredText('taskToken');
}

function answer(token: string, isTaken: boolean): object {
  if (!isTaken) throw refusalOf(token);
  return {};
}

/** A token of a task that is over is another fault than a text that never was one. */
function refusalOf(token: string): AwsError {
  return isTaskToken(token) ? taskTimedOut() : invalidToken();
}

function readOutput(text: string): Payload {
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw invalidOutput(
      `[rehearsal] the output has ${Buffer.byteLength(text)} bytes; at most ${MAX_PAYLOAD_BYTES} are allowed`,
    );
  }
  try {
    return Payload.parse(text);
  } catch (error) {
    throw invalidOutput(jsonFault(text, error));
  }
}
