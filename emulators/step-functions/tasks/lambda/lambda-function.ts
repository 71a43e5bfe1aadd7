import type { Json } from '../../language/json.ts';
import { parseJson } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';
import type { Integration, TaskCall } from '../task.ts';
import { functionError } from './function-error.ts';
import { sendInvoke } from './lambda-invoke.ts';

/** A function's ARN as Resource: its payload is the state's input, its answer the state's result. */
export function invokeFunction(functionArn: string): Integration {
  return { resource: functionArn, run: (call) => invoke(functionArn, call) };
}

async function invoke(functionArn: string, call: TaskCall): Promise<Json> {
  const payload = Buffer.from(JSON.stringify(call.parameters));
  const { answer } = await sendInvoke(call, { FunctionName: functionArn, Payload: payload });
  const text = Buffer.from(answer.Payload ?? []).toString('utf8');
  if (answer.FunctionError !== undefined) throw functionError(text, true);
  try {
    return text === '' ? null : parseJson(text);
  } catch {
    throw new StateError(
      'States.Runtime',
      `[rehearsal] the function ${functionArn} answered what is not JSON: ${text.slice(0, 200)}`,
    );
  }
}
