import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { JsonRecord } from '../json.ts';
import { JSONATA, type JsonataResult, OUT_OF_MEMORY, TIME_LIMIT_MS } from './jsonata-engine.ts';

export interface Question {
  readonly text: string;
  /** JSON. */
  readonly bindings: string;
}

export interface EvaluationLimits {
  readonly memoryMb: number;
  /** Of each expression. */
  readonly timeMs: number;
}

interface Waiting {
  readonly question: Question;
  readonly answer: (result: JsonataResult) => void;
}

const ROLE = 'jsonata';
/** The thread ends when an expression takes more. */
const MEMORY_MB = 256;
const ENDED = '[rehearsal] the thread that evaluated it ended';

/** Evaluates one expression after the other in a thread of its own, which does not keep the process alive while it has nothing to do. */
export class EvaluationWorker {
  #worker: Worker | undefined;
  /** The first is being evaluated. */
  #waiting: Waiting[] = [];
  readonly #limits: EvaluationLimits;

  constructor(limits: EvaluationLimits = { memoryMb: MEMORY_MB, timeMs: TIME_LIMIT_MS }) {
    this.#limits = limits;
  }

  ask(question: Question): Promise<JsonataResult> {
    const { promise, resolve } = Promise.withResolvers<JsonataResult>();
    this.#waiting.push({ question, answer: resolve });
    if (this.#waiting.length === 1) this.#evaluate(question);
    return promise;
  }

  #evaluate(question: Question): void {
    this.#worker ??= this.#started();
    this.#worker.ref();
    this.#worker.postMessage(question);
  }

  #started(): Worker {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { role: ROLE, timeMs: this.#limits.timeMs },
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb },
    });
    worker.on('message', (result: JsonataResult) => this.#answer(result));
    let cause: string | undefined;
    worker.on('error', (error) => {
      cause = endOf(error);
    });
    // Comes after an error, and alone when the thread was ended or ended itself.
    worker.on('exit', (code) => this.#replace(cause ?? `${ENDED}, with exit code ${code}`));
    return worker;
  }

  /** The thread is gone: the question in progress fails, the next gets a new one. */
  #replace(message: string): void {
    this.#worker = undefined;
    this.#answer({ kind: 'error', code: undefined, message });
  }

  #answer(result: JsonataResult): void {
    this.#waiting.shift()?.answer(result);
    const [next] = this.#waiting;
    if (next === undefined) this.#worker?.unref();
    else this.#evaluate(next.question);
  }
}

function endOf(error: unknown): string {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory) return OUT_OF_MEMORY;
  return `${ENDED}: ${error instanceof Error ? error.message : error}`;
}

if (!isMainThread && workerData?.role === ROLE) {
  const timeMs = Number(workerData.timeMs);
  parentPort?.on('message', ({ text, bindings }: Question) => {
    parentPort?.postMessage(JSONATA.evaluate(text, JSON.parse(bindings) as JsonRecord, Math.random, timeMs));
  });
}
