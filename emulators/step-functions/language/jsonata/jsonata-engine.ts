import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Context, createContext, Script } from 'node:vm';
import type jsonata from 'jsonata';
import { type Json, type JsonRecord, parseJson } from '../json.ts';
import { type JsonataFault, jsonataFunctions } from './jsonata-functions.ts';
import { serializedSize } from './serialized-size.ts';

/** How an expression ended: a value, nothing (undefined), what JSON cannot hold (a function), or an error. */
export type JsonataResult =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'error'; readonly code: string | undefined; readonly message: string };

/** Long enough for any sensible expression, short enough for everybody else to wait. */
export const TIME_LIMIT_MS = 1_000;
export const TIMED_OUT = 'Expression evaluation timeout: Check for infinite loop';
/** AWS fails an expression whose evaluation is nested deeper. */
const MAX_DEPTH = 100;
const STACK_OVERFLOW =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
/** AWS fails an expression that holds more (measured, github.com/floci-io/floci pull request 2783). */
const MAX_RESULT_BYTES = 6_990_256;
export const OUT_OF_MEMORY = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';
const CACHE_SIZE = 500;

/** The reactions belong to the context, too: those of a function from outside would run only after the script has returned. */
const CALL = new Script(
  'expression.evaluate(undefined, JSON.parse(bindings)).then((value) => { outcome = { value }; }, (error) => { outcome = { error }; })',
);

/**
 * Evaluates JSONata in a context of its own, whose promises are settled before the call returns: an expression that never ends, whether
 * in a loop, a recursion or a regular expression, is cut off after a time, which no hook inside of the library could do.
 */
class JsonataEngine {
  #context: Context | undefined;
  #expressions = new Map<string, jsonata.Expression>();
  #random: () => number = Math.random;
  #depth = 0;

  evaluate(text: string, bindings: JsonRecord, random: () => number, timeout = TIME_LIMIT_MS): JsonataResult {
    const context = this.#ready();
    this.#random = random;
    this.#depth = 0;
    try {
      context['expression'] = this.#prepared(text, context);
      context['bindings'] = JSON.stringify(bindings);
      context['outcome'] = undefined;
      CALL.runInContext(context, { timeout });
      const outcome: { value?: unknown; error?: unknown } = context['outcome'] ?? { error: { message: TIMED_OUT } };
      return 'error' in outcome ? failed(outcome.error) : settled(outcome.value);
    } catch (error) {
      if (!isTimeout(error)) return failed(error);
      // What was cut off may have left the context in any state.
      this.#context = undefined;
      return { kind: 'error', code: undefined, message: TIMED_OUT };
    }
  }

  /** The syntax tree, or what is wrong with the text. */
  parse(text: string): { readonly ast: Json } | { readonly problem: string } {
    try {
      const ast = library(this.#ready())(text).ast();
      return { ast: parseJson(JSON.stringify(ast)) };
    } catch (error) {
      const { message } = faultOf(error);
      return { problem: message };
    }
  }

  #ready(): Context {
    if (this.#context !== undefined) return this.#context;
    const context = createContext({}, { microtaskMode: 'afterEvaluate' });
    new Script(librarySource()).runInContext(context);
    this.#context = context;
    this.#expressions.clear();
    return context;
  }

  #prepared(text: string, context: Context): jsonata.Expression {
    const known = this.#expressions.get(text);
    if (known !== undefined) return known;
    const expression = library(context)(text);
    for (const { name, signature, run } of jsonataFunctions(() => this.#random())) {
      expression.registerFunction(name, run, signature);
    }
    expression.assign('eval', undefined);
    const hooks = expression as unknown as EvaluationHooks;
    hooks.assign(Symbol.for('jsonata.__evaluate_entry'), () => this.#enter());
    hooks.assign(Symbol.for('jsonata.__evaluate_exit'), (_expression, _input, _environment, result) => {
      this.#depth -= 1;
      refuseLarge(result);
    });
    if (this.#expressions.size >= CACHE_SIZE) this.#expressions.clear();
    this.#expressions.set(text, expression);
    return expression;
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth <= MAX_DEPTH) return;
    const fault: JsonataFault = { message: STACK_OVERFLOW };
    throw fault;
  }
}

/** The library calls these around every step of an evaluation; its types do not have them. */
interface EvaluationHooks {
  assign(
    name: symbol,
    hook: (expression: unknown, input: unknown, environment: unknown, result: unknown) => void,
  ): void;
}

/** A list of numbers takes 8 bytes for each. */
function refuseLarge(result: unknown): void {
  const bytes = Array.isArray(result) ? result.length * 8 : typeof result === 'string' ? result.length : 0;
  if (bytes <= MAX_RESULT_BYTES) return;
  const fault: JsonataFault = { message: OUT_OF_MEMORY };
  throw fault;
}

function library(context: Context): typeof jsonata {
  return context['jsonata'];
}

function librarySource(): string {
  const file = createRequire(import.meta.url).resolve('jsonata/jsonata.min.js');
  return `var module = { exports: {} }, exports = module.exports; ${readFileSync(file, 'utf8')}; var jsonata = module.exports;`;
}

function settled(value: unknown): JsonataResult {
  if (value === undefined) return { kind: 'nothing' };
  if (isFunction(value)) return { kind: 'unsupported' };
  if (serializedSize(value) > MAX_RESULT_BYTES) return failed({ message: OUT_OF_MEMORY });
  const outOfRange = notFinite(value);
  if (outOfRange !== undefined) return failed({ code: 'D1001', message: `Number out of range: ${outOfRange}` });
  // Through text, so that no object of the context gets out.
  return { kind: 'value', value: parseJson(JSON.stringify(value)) };
}

/** Such as 1 / 0, of which JSON would make null; the library refuses it, in these words, where it is used further. */
function notFinite(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const item of Object.values(value)) {
    const found = notFinite(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value);
}

function failed(error: unknown): JsonataResult {
  const { code, message } = faultOf(error);
  // An error of another realm is not `instanceof` this one's.
  return { kind: 'error', code, message: /Maximum call stack/.test(message) ? STACK_OVERFLOW : message };
}

function faultOf(error: unknown): { readonly code: string | undefined; readonly message: string } {
  if (typeof error !== 'object' || error === null) return { code: undefined, message: String(error) };
  const code = 'code' in error ? String(error.code) : undefined;
  return { code, message: 'message' in error ? String(error.message) : String(error) };
}

function isTimeout(error: unknown): boolean {
  return faultOf(error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

export const JSONATA = new JsonataEngine();
