import type { ErrorDocument } from './messages.ts';

/** An error of the runtime itself, by the name that AWS gives it. */
export function runtimeError(kind: string, message: string): Error {
  const error = new Error(message);
  error.name = `Runtime.${kind}`;
  return error;
}

/** What the invoker sees of a thrown value. */
export function errorDocument(thrown: unknown): ErrorDocument {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] };
}

/** What the log shows: the error with its own members, as JSON behind a tab. */
export function loggedError(thrown: unknown): string {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  try {
    return `\t${JSON.stringify(error, expandErrors)}`;
  } catch {
    return `\t${JSON.stringify(errorDocument(error))}`;
  }
}

function expandErrors(_member: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const code = 'code' in value ? { code: value.code } : {};
  const stack = typeof value.stack === 'string' ? value.stack.split('\n') : value.stack;
  return { errorType: value.name, errorMessage: value.message, ...code, ...value, stack };
}
