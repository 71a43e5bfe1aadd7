import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { JsonRecord } from '../json.ts';
import { JSONATA, type JsonataResult, TIME_LIMIT_MS, TIMED_OUT } from './jsonata-engine.ts';

/**
 * An expression may take a second, in which this thread would serve nobody. Within `settled` it is given a short time here; if it needs more, a
 * worker evaluates it, and the computation is done again with the result at hand. Computations must therefore have no effects.
 */
const SHORT_MS = 100;

interface Question {
  readonly text: string;
  /** JSON. */
  readonly bindings: string;
}

/** Ends a computation that needs the worker. */
class SlowEvaluation extends Error {
  readonly question: Question;

  constructor(question: Question) {
    super(`the expression '${question.text}' takes longer than this thread has time for`);
    this.question = question;
  }
}

interface Computation {
  /** By question. */
  readonly results: Map<string, JsonataResult>;
  readonly shortMs: number;
}

/** The one that is under way. */
let known: Computation | undefined;

/** As the engine evaluates, but within `settled` for a short time only. */
export function evaluateShortly(text: string, bindings: JsonRecord, random: () => number): JsonataResult {
  if (known === undefined) return JSONATA.evaluate(text, bindings, random, TIME_LIMIT_MS);
  if (known.results.size > 0) {
    const result = known.results.get(keyOf({ text, bindings: JSON.stringify(bindings) }));
    if (result !== undefined) return result;
  }
  const result = JSONATA.evaluate(text, bindings, random, known.shortMs);
  if (result.kind !== 'error' || result.message !== TIMED_OUT) return result;
  throw new SlowEvaluation({ text, bindings: JSON.stringify(bindings) });
}

/** The computation's value, at once unless an expression in it is slow; rejects with the signal's reason when it is aborted meanwhile. */
export function settled<T>(signal: AbortSignal, compute: () => T, shortMs = SHORT_MS): T | Promise<T> {
  const computation = { results: new Map<string, JsonataResult>(), shortMs };
  try {
    return within(computation, compute);
  } catch (error) {
    if (error instanceof SlowEvaluation) return resumed(signal, computation, error, compute);
    throw error;
  }
}

async function resumed<T>(
  signal: AbortSignal,
  computation: Computation,
  slow: SlowEvaluation,
  compute: () => T,
): Promise<T> {
  for (let { question } = slow; ; ) {
    computation.results.set(keyOf(question), await unlessAborted(signal, WORKER.ask(question)));
    try {
      return within(computation, compute);
    } catch (error) {
      if (!(error instanceof SlowEvaluation)) throw error;
      ({ question } = error);
    }
  }
}

async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function within<T>(computation: Computation, compute: () => T): T {
  const outer = known;
  known = computation;
  try {
    return compute();
  } finally {
    known = outer;
  }
}

function keyOf({ text, bindings }: Question): string {
  return `${text}\n${bindings}`;
}

/** Evaluates one expression after the other in a thread of its own, which does not keep the process alive. */
class EvaluationWorker {
  #worker: Worker | undefined;
  #waiting: ((result: JsonataResult) => void)[] = [];

  ask(question: Question): Promise<JsonataResult> {
    const worker = this.#ready();
    const { promise, resolve } = Promise.withResolvers<JsonataResult>();
    this.#waiting.push(resolve);
    worker.ref();
    worker.postMessage(question);
    return promise;
  }

  #ready(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL(import.meta.url), {
      workerData: ROLE,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.on('message', (result: JsonataResult) => {
      this.#waiting.shift()?.(result);
      if (this.#waiting.length === 0) worker.unref();
    });
    worker.on('error', ({ message }) => this.#failAll(message));
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  /** Such as for lack of memory; the next question gets a new thread. */
  #failAll(message: string): void {
    this.#worker = undefined;
    for (const answer of this.#waiting.splice(0)) answer({ kind: 'error', code: undefined, message });
  }
}

const ROLE = 'jsonata';
const WORKER = new EvaluationWorker();

if (!isMainThread && workerData === ROLE) {
  parentPort?.on('message', ({ text, bindings }: Question) => {
    parentPort?.postMessage(JSONATA.evaluate(text, JSON.parse(bindings) as JsonRecord, Math.random, TIME_LIMIT_MS));
  });
}
