import { format } from 'node:util';
import { sendMessage } from './channel.ts';

let currentRequestId: string | undefined;

export function setRequestId(requestId: string): void {
  currentRequestId = requestId;
}

/** One line of the function's log in Lambda's text format; `undefined` stands for the request id while the code is loaded. */
export function logLine(level: string, ...values: unknown[]): void {
  const now = new Date();
  const text = [now.toISOString(), currentRequestId, level, format(...values)].map(String).join('\t');
  sendMessage({ type: 'log', timestampMs: now.getTime(), text });
}

/** From now on the console writes log lines; each is one event, also if it holds line breaks. */
export function patchConsole(): void {
  console.log = (...values: unknown[]) => logLine('INFO', ...values);
  console.info = (...values: unknown[]) => logLine('INFO', ...values);
  console.debug = (...values: unknown[]) => logLine('DEBUG', ...values);
  console.warn = (...values: unknown[]) => logLine('WARN', ...values);
  console.error = (...values: unknown[]) => logLine('ERROR', ...values);
  console.trace = (...values: unknown[]) => logLine('TRACE', ...values);
}
