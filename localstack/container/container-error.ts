/** Docker or LocalStack cannot be used; the message says why and what to do. */
export class ContainerError extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'ContainerError';
  }
}
