import { AwsError } from '../../../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../../../core/wire/wire-json.ts';
import type { State } from '../../definition/definition.ts';
import type { Mock } from '../../engine/state-test.ts';
import { isList, isRecord, Payload, parseJson } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';
import { RequestMembers } from '../request-members.ts';

const MOCKABLE = ['Task', 'Map', 'Parallel'];

/** The result or the error that a test gives instead of the resource. */
export function readMock(mock: JsonObject | undefined, state: State): Mock | undefined {
  if (mock === undefined) return undefined;
  if (!MOCKABLE.includes(state.Type)) {
    throw validation(`State type '${state.Type}' is not supported when a mock is specified`);
  }
  const members = new RequestMembers(mock);
  const errorOutput = members.object('errorOutput');
  const result = members.text('result');
  if ((errorOutput === undefined) === (result === undefined)) {
    throw validation('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (errorOutput !== undefined) return { error: readError(errorOutput) };
  return { result: readResult(result ?? '', state) };
}

function readError(output: JsonObject): StateError {
  const { error, cause } = output;
  return new StateError(typeof error === 'string' ? error : undefined, typeof cause === 'string' ? cause : undefined);
}

function readResult(text: string, state: State): Payload {
  const result = readPayload(text);
  const { value } = result;
  if (state.Type === 'Task') {
    const isService = state.Resource.split(':')[2] === 'states';
    if (isService && !isRecord(value)) throw validation('Mocked result must be a JSON object.');
    return result;
  }
  if (!isList(value)) throw validation('Mocked result must be an array.');
  if (state.Type === 'Parallel' && value.length !== state.Branches.length) {
    throw validation('Mocked result must contain the same number of items as number of Parallel branches.');
  }
  return result;
}

function readPayload(text: string): Payload {
  try {
    return new Payload(parseJson(text));
  } catch {
    throw validation('[rehearsal] the mocked result must be JSON');
  }
}

/** Retries that the state has had before. */
export function readRetryCount(configuration: unknown): number {
  if (!isJsonObject(configuration)) return 0;
  return new RequestMembers(configuration).number('retrierRetryCount') ?? 0;
}

function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
