import { type FunctionRecord, versionOf } from '../store/function-record.ts';
import { type Answer, answerOf } from './invocation-answer.ts';
import { endLine, reportLine, startLine } from './invocation-lines.ts';
import type { Outcome } from './runtime-process.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxPool } from './sandbox-pool.ts';

/** AWS starts a load that takes longer a second time, within the function's own limit; here it goes on within that limit. */
const INIT_LIMIT_MS = 10_000;
const TAIL_BYTES = 4096;

export interface InvocationInput {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly clientContext?: string;
}

export interface InvocationResult extends Answer {
  /** The last 4 KiB of the log. */
  readonly logTail: Buffer;
}

/** Runs one invocation to its end; errors of the function are results, not exceptions. */
export async function runInvocation(
  record: FunctionRecord,
  input: InvocationInput,
  pool: SandboxPool,
): Promise<InvocationResult> {
  const { sandbox, isCold } = await pool.acquire(record);
  const log = new InvocationLog(sandbox);
  try {
    const load = isCold ? await loadCode(sandbox) : undefined;
    log.add(startLine(input.requestId, versionOf(record)));
    const begunAtMs = performance.now();
    const outcome =
      load === undefined || load.outcome.type === 'ready'
        ? await run(sandbox, record.functionArn, input)
        : load.outcome;
    const answer = answerOf(outcome, input.requestId, record.timeoutSeconds);
    if (outcome.type === 'timeout') await sandbox.process.gone;
    if (answer.logLine !== undefined) log.add(answer.logLine);
    log.add(endLine(input.requestId));
    const durationMs = performance.now() - begunAtMs;
    log.add(reportLine(input.requestId, { ...measures(sandbox, outcome, answer), durationMs, ...initTime(load) }));
    return { ...answer, logTail: log.tail };
  } finally {
    pool.release(sandbox);
  }
}

async function loadCode(sandbox: Sandbox): Promise<{ outcome: Outcome; initMs: number }> {
  const limitMs = INIT_LIMIT_MS + sandbox.record.timeoutSeconds * 1000;
  const outcome = await sandbox.process.loaded(limitMs);
  if (outcome.type === 'init-error') await sandbox.process.gone;
  return { outcome, initMs: performance.now() - sandbox.process.startedAtMs };
}

/** A sandbox of a version serves each alias of it, and the function learns by which ARN it was called. */
function run({ record, process }: Sandbox, invokedFunctionArn: string, input: InvocationInput): Promise<Outcome> {
  const limitMs = record.timeoutSeconds * 1000;
  const message = { ...input, invokedFunctionArn, deadlineMs: Date.now() + limitMs };
  return process.invoke(message, limitMs);
}

function initTime(load: { initMs: number } | undefined): { initMs?: number } {
  return load === undefined ? {} : { initMs: load.initMs };
}

function measures({ record, process }: Sandbox, outcome: Outcome, { error }: Answer) {
  const { memoryMb } = record;
  const isKilled = outcome.type === 'exit' && outcome.reason.signal === 'SIGKILL';
  const peakMemoryMb = isKilled ? memoryMb : process.peakMemoryMb;
  if (outcome.type === 'timeout') return { memoryMb, peakMemoryMb, status: 'timeout' as const };
  if (error === undefined) return { memoryMb, peakMemoryMb };
  return { memoryMb, peakMemoryMb, status: 'error' as const, errorType: error.errorType };
}

/** Sends an invocation's lines to the log stream and keeps the last of them for the invoker. */
class InvocationLog {
  readonly #sandbox: Sandbox;
  #tail: Buffer = Buffer.alloc(0);

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    sandbox.process.onLog((timestampMs, text) => this.#take(timestampMs, `${text}\n`));
  }

  get tail(): Buffer {
    return this.#tail;
  }

  add(text: string): void {
    this.#take(Date.now(), text);
  }

  #take(timestampMs: number, text: string): void {
    this.#sandbox.logs.add(timestampMs, text);
    this.#tail = Buffer.concat([this.#tail, Buffer.from(text)]).subarray(-TAIL_BYTES);
  }
}
