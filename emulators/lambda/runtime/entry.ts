import { flushCompileCache } from 'node:module';
import { dirname } from 'node:path';
import { nextInvocation, sendMessage } from './channel.ts';
import { logLine, patchConsole, setRequestId } from './console-lines.ts';
import { type Handler, loadHandler } from './handler-module.ts';
import type { InvocationMessage } from './messages.ts';
import { guardModules } from './module-boundary.ts';
import { endWithService } from './service-gone.ts';
import { errorDocument, loggedError, runtimeError } from './thrown-error.ts';
import { Watchdog } from './watchdog.ts';

const { env } = process;
const taskRoot = env['LAMBDA_TASK_ROOT'] ?? process.cwd();
/** Whether it goes when the function's code goes; one of many functions would grow with each of them. */
const isOwnCache = env['NODE_COMPILE_CACHE']?.startsWith(dirname(taskRoot)) ?? false;
/** Not for the function to see: it asks Node for its cache of compiled code. */
delete env['NODE_COMPILE_CACHE'];
const watchdog = new Watchdog(Number(env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']) * 1024 * 1024);
let isLoaded = false;

patchConsole();
process.on('uncaughtException', (error) => fail('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) => {
  const error = Object.assign(runtimeError('UnhandledPromiseRejection', String(reason)), { reason });
  fail('Unhandled Promise Rejection', error, 128);
});
// An empty event loop while this waits ends the process with exit status 13, as on AWS.
await serve();

async function serve(): Promise<void> {
  if (!isOwnCache) flushCompileCache();
  const handler = await load();
  isLoaded = true;
  sendMessage({ type: 'ready', peakMemoryKb: watchdog.peakMemoryKb() });
  if (isOwnCache) flushCompileCache();
  for (;;) {
    watchdog.waiting();
    const invocation = nextInvocation();
    if (invocation === undefined) endWithService();
    watchdog.working();
    setRequestId(invocation.requestId);
    await run(handler, invocation);
  }
}

async function load(): Promise<Handler> {
  try {
    guardModules(taskRoot);
    return await loadHandler(taskRoot, env['_HANDLER'] ?? '');
  } catch (error) {
    return fail('Init Error', error, 1);
  }
}

async function run(handler: Handler, invocation: InvocationMessage): Promise<void> {
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    const body = toJson(result);
    await new Promise((resolve) => setImmediate(resolve));
    sendMessage({ type: 'result', body, peakMemoryKb: watchdog.peakMemoryKb() });
  } catch (error) {
    await new Promise((resolve) => setImmediate(resolve));
    logLine('ERROR', 'Invoke Error', loggedError(error));
    sendMessage({ type: 'error', error: errorDocument(error), peakMemoryKb: watchdog.peakMemoryKb(), fatal: false });
  }
}

function toJson(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw runtimeError('JSONStringifyError', 'Unable to stringify response body');
  }
}

function contextOf({ requestId, invokedFunctionArn, deadlineMs, clientContext }: InvocationMessage): object {
  return {
    ...(clientContext === undefined ? {} : { clientContext: JSON.parse(clientContext) }),
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
}

function fail(title: string, error: unknown, exitStatus: number): never {
  logLine('ERROR', title, loggedError(error));
  const document = errorDocument(error);
  if (isLoaded) sendMessage({ type: 'error', error: document, peakMemoryKb: watchdog.peakMemoryKb(), fatal: true });
  else sendMessage({ type: 'init-error', error: document });
  process.exit(exitStatus);
}
