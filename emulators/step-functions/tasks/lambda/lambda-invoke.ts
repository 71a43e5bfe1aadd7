import { InvokeCommand, type InvokeCommandInput, type InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { isRecord, type Json, type JsonRecord, parseJson } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';
import { type Sent, sendWithMetadata } from '../send-command.ts';
import { LAMBDA_ERRORS, serviceError } from '../service-error.ts';
import type { Integration, TaskCall } from '../task.ts';
import { functionError } from './function-error.ts';

/** `lambda:invoke` (https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html). */
export const LAMBDA_INVOKE: Integration = {
  resourceType: 'lambda',
  resource: 'invoke',
  parameters: {
    required: ['FunctionName'],
    optional: ['ClientContext', 'InvocationType', 'LogType', 'Payload', 'Qualifier'],
  },
  run: invoke,
};

async function invoke(call: TaskCall): Promise<Json> {
  const parameters = isRecord(call.parameters) ? call.parameters : {};
  const { answer, metadata } = await sendInvoke(call, invokeInput(parameters));
  const payload = Buffer.from(answer.Payload ?? []).toString('utf8');
  if (answer.FunctionError !== undefined) throw functionError(payload, false);
  return {
    ...(answer.ExecutedVersion === undefined ? {} : { ExecutedVersion: answer.ExecutedVersion }),
    ...(answer.LogResult === undefined ? {} : { LogResult: answer.LogResult }),
    Payload: payload === '' ? {} : jsonOrText(payload),
    ...metadata,
    StatusCode: answer.StatusCode ?? 200,
  };
}

/** Sends Invoke for the role; a refusal becomes the task's error. */
export async function sendInvoke(call: TaskCall, input: InvokeCommandInput): Promise<Sent<InvokeCommandOutput>> {
  const { lambda } = await call.clients();
  const command = new InvokeCommand(input);
  try {
    return await sendWithMetadata(command, () => lambda.send(command, { abortSignal: call.signal }));
  } catch (error) {
    call.signal.throwIfAborted();
    throw unqualified(serviceError(error, LAMBDA_ERRORS));
  }
}

const NOT_FOUND = /^(Function not found: arn:[^\s:]+:lambda:[^\s:]+:[^\s:]+:function:[^\s:]+)(?= \()/;

/** Step Functions invokes $LATEST where no version is named, and Lambda's refusal says so. */
function unqualified(error: StateError): StateError {
  return new StateError(error.errorName, error.causeText?.replace(NOT_FOUND, '$1:$$LATEST'));
}

function invokeInput(parameters: JsonRecord): InvokeCommandInput {
  const { FunctionName, Payload, ClientContext, InvocationType, LogType, Qualifier } = parameters;
  return {
    FunctionName: String(FunctionName),
    ...(Payload === undefined ? {} : { Payload: Buffer.from(documentOf(Payload)) }),
    ...(ClientContext === undefined ? {} : { ClientContext: String(ClientContext) }),
    ...(isInvocationType(InvocationType) ? { InvocationType } : {}),
    ...(LogType === 'Tail' || LogType === 'None' ? { LogType } : {}),
    ...(Qualifier === undefined ? {} : { Qualifier: String(Qualifier) }),
  };
}

/** A text is the JSON document that the function gets, and null an empty object (recorded on AWS). */
function documentOf(payload: Json): string {
  if (payload === null) return '{}';
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}

function isInvocationType(value: Json | undefined): value is 'Event' | 'DryRun' | 'RequestResponse' {
  return value === 'Event' || value === 'DryRun' || value === 'RequestResponse';
}

function jsonOrText(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
