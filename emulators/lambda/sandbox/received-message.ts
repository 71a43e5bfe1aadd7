import type { ErrorDocument, RuntimeMessage } from '../runtime/messages.ts';

/** A line's own time is taken when it may be true: a function may have set its clock, or have written the line itself. */
const CREDIBLE_MS = 60 * 60_000;

/**
 * One line of a runtime process's channel, or undefined when it is no message: the channel is open to the function's code, and
 * a process that is killed leaves half a line.
 */
export function receivedMessage(line: string, nowMs: number): RuntimeMessage | undefined {
  const value = parsed(line);
  if (!isRecord(value)) return undefined;
  const { type, text, timestampMs, body, error, fatal, peakMemoryKb } = value;
  if (type === 'log') {
    if (typeof text !== 'string') return undefined;
    return { type, text, timestampMs: isCredible(timestampMs, nowMs) ? timestampMs : nowMs };
  }
  const document = errorDocument(error);
  if (type === 'init-error') return document === undefined ? undefined : { type, error: document };
  if (!isPeak(peakMemoryKb)) return undefined;
  if (type === 'ready') return { type, peakMemoryKb };
  if (type === 'result') return isJsonText(body) ? { type, body, peakMemoryKb } : undefined;
  if (type !== 'error' || document === undefined) return undefined;
  return { type, error: document, peakMemoryKb, fatal: fatal === true };
}

function errorDocument(value: unknown): ErrorDocument | undefined {
  if (!isRecord(value)) return undefined;
  const { errorType, errorMessage, trace } = value;
  if (typeof errorType !== 'string' || typeof errorMessage !== 'string') return undefined;
  return isTrace(trace) ? { errorType, errorMessage, trace } : { errorType, errorMessage };
}

function isTrace(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((line) => typeof line === 'string');
}

function isCredible(value: unknown, nowMs: number): value is number {
  return Number.isSafeInteger(value) && Math.abs(Number(value) - nowMs) < CREDIBLE_MS;
}

function isPeak(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}

function isJsonText(value: unknown): value is string {
  return typeof value === 'string' && parsed(value) !== undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** No JSON text gives undefined. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
