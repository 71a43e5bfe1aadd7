export type LogLevel = 'INFO' | 'WARNING' | 'ERROR';

/** Takes the text of one log line; the line's head (time, level, thread) is added. */
export type Log = (message: string, level?: LogLevel) => void;

/** A line as the algorithm's container writes it, in UTC: `[01/11/2022 01:35:20 INFO 139782187484992] Epoch[2] ...`. */
export function logLine(time: Date, level: LogLevel, thread: number, message: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${two(time.getUTCMonth() + 1)}/${two(time.getUTCDate())}/${time.getUTCFullYear()}`;
  const clock = `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
  return `[${date} ${clock} ${level} ${thread}] ${message}`;
}

/** Shares as the algorithm prints them: six digits after the point. */
export function shareText(value: number): string {
  return value.toFixed(6);
}

/** A map as Python prints it, which is how the container logs its configuration. */
export function pythonDict(values: Readonly<Record<string, string | number>>): string {
  const text = (value: string | number) => (typeof value === 'number' ? String(value) : pythonString(value));
  return `{${Object.entries(values)
    .map(([name, value]) => `${pythonString(name)}: ${text(value)}`)
    .join(', ')}}`;
}

function pythonString(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}
