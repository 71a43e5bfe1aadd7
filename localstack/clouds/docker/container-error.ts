import { UserError } from '../../../emulators/core/user-error.ts';

/** Docker or LocalStack cannot be used; the message says why and what to do. */
export class ContainerError extends UserError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('ContainerError', message, options);
  }
}

/** Containers of a run could not be removed; it is to be said whatever else has happened. */
export class ContainersLeftError extends ContainerError {}

/** True where a call failed without an answer of the engine, such as after its end. */
export function isDockerGone(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^E(?!RR_)/.test(String(error.code));
}
