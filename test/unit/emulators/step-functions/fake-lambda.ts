import type { EmulatedService } from '../../../../emulators/core/emulated-service.ts';
import { readBody, type WireRequest, type WireResponse } from '../../../../emulators/core/http/http-exchange.ts';

export interface Invocation {
  readonly functionName: string;
  readonly payload: unknown;
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
}

/** A function's answer: its payload as text; with `functionError` it is the function's failure, with `refusal` the service's. */
export interface FunctionAnswer {
  readonly payload?: string;
  readonly functionError?: boolean;
  readonly refusal?: { readonly code: string; readonly status: number; readonly message: string };
}

/** Lambda's Invoke, answered by `answer`; keeps every invocation. */
export class FakeLambda implements EmulatedService {
  readonly signingName = 'lambda';
  readonly invocations: Invocation[] = [];
  answer: (invocation: Invocation) => Promise<FunctionAnswer> | FunctionAnswer = () => ({ payload: '{}' });

  async handle(request: WireRequest): Promise<WireResponse> {
    const functionName = decodeURIComponent(/functions\/([^/]+)\/invocations/.exec(request.target)?.[1] ?? '');
    const text = (await readBody(request.body, 1_000_000)).toString('utf8');
    const invocation = { functionName, payload: text === '' ? undefined : JSON.parse(text), signal: request.signal };
    this.invocations.push(invocation);
    return rendered(await this.answer(invocation), request);
  }

  async close(): Promise<void> {}
}

function rendered(
  { payload = '{}', functionError, refusal }: FunctionAnswer,
  { requestId }: WireRequest,
): WireResponse {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
  if (refusal !== undefined) {
    const body = JSON.stringify({ Type: 'User', Message: refusal.message });
    return { status: refusal.status, headers: { ...headers, 'x-amzn-errortype': refusal.code }, body };
  }
  const error: Record<string, string> = functionError === true ? { 'x-amz-function-error': 'Unhandled' } : {};
  return { status: 200, headers: { ...headers, 'x-amz-executed-version': '$LATEST', ...error }, body: payload };
}
