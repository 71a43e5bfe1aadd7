import { UserError } from '../../../emulators/core/user-error.ts';

/** Docker or LocalStack cannot be used; the message says why and what to do. */
export class ContainerError extends UserError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('ContainerError', message, options);
  }
}
