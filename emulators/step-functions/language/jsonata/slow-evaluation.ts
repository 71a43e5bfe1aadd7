import type { JsonRecord } from '../json.ts';
import { EvaluationWorker, type Question } from './evaluation-worker.ts';
import { JSONATA, type JsonataResult, TIME_LIMIT_MS, TIMED_OUT } from './jsonata-engine.ts';
import { isTurnSpent, nextTurn, spendTurn } from './turn.ts';

/**
 * An expression may take a second, in which this thread would serve nobody. Within `settled` it is given a short time here; if it needs more, a
 * worker evaluates it, and the computation is done again with the result at hand. Computations must therefore have no effects.
 */
const SHORT_MS = 100;

const WORKER = new EvaluationWorker();

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
  const { shortMs } = known;
  const result = spendTurn(() => JSONATA.evaluate(text, bindings, random, shortMs));
  if (result.kind !== 'error' || result.message !== TIMED_OUT) return result;
  throw new SlowEvaluation({ text, bindings: JSON.stringify(bindings) });
}

/** The computation's value, at once unless an expression in it is slow; rejects with the signal's reason when it is aborted meanwhile. */
export function settled<T>(signal: AbortSignal, compute: () => T, shortMs = SHORT_MS): T | Promise<T> {
  if (isTurnSpent()) return later(signal, compute, shortMs);
  const computation = { results: new Map<string, JsonataResult>(), shortMs };
  try {
    return within(computation, compute);
  } catch (error) {
    if (error instanceof SlowEvaluation) return resumed(signal, computation, error, compute);
    throw error;
  }
}

/** When others have had their turn. */
async function later<T>(signal: AbortSignal, compute: () => T, shortMs: number): Promise<T> {
  while (isTurnSpent()) await nextTurn();
  signal.throwIfAborted();
  return settled(signal, compute, shortMs);
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
