import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject } from '../../../core/wire/wire-json.ts';
import type { State } from '../../definition/definition.ts';
import type { Mock, TestProgress } from '../../engine/state-test.ts';
import { isList, isRecord, type Json, Payload, parseJson } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';
import { mockedResultProblem } from '../../tasks/aws-sdk/mocked-result.ts';
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
  return { result: readResult(result ?? '', state, members.text('fieldValidationMode') ?? 'STRICT') };
}

function readError(output: JsonObject): StateError {
  const { error, cause } = output;
  return new StateError(typeof error === 'string' ? error : undefined, typeof cause === 'string' ? cause : undefined);
}

function readResult(text: string, state: State, validationMode: string): Payload {
  const result = readPayload(text);
  const { value } = result;
  if (state.Type === 'Task') {
    const isService = state.Resource.split(':')[2] === 'states';
    if (isService && !isRecord(value)) throw validation('Mocked result must be a JSON object.');
    const problem =
      validationMode === 'NONE' ? undefined : mockedResultProblem(state.Resource, value, validationMode === 'STRICT');
    if (problem !== undefined) throw validation(`Mock result schema validation error: ${problem}`);
    return result;
  }
  if (state.Type === 'Map' && state.ResultWriter !== undefined) {
    if (!isRecord(value)) throw validation('Mocked result must be a JSON object.');
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
    return Payload.parse(text);
  } catch {
    throw validation('Mocked result must be valid JSON');
  }
}

/** How far the state has come, as the caller says. */
export function readProgress(configuration: JsonObject | undefined): TestProgress {
  const members = new RequestMembers(configuration ?? {});
  const readerData = members.text('mapItemReaderData');
  return {
    retrierRetryCount: members.number('retrierRetryCount') ?? 0,
    failedIterations: members.number('mapIterationFailureCount') ?? 0,
    ...(readerData === undefined ? {} : { readItems: readItems(readerData) }),
  };
}

function readItems(text: string): readonly Json[] {
  try {
    const value = parseJson(text);
    if (isList(value)) return value;
  } catch {
    // It is refused below.
  }
  throw validation('[rehearsal] mapItemReaderData must be a JSON array');
}

function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
