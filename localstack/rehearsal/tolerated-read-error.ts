/** There is no such thing (any more, or yet), or the service wants to be asked later. */
const CODES = ['ResourceNotFoundException', 'ValidationException', 'ThrottlingException'];

/** Whether a description or a log cannot be read, for a reason that does not end the rehearsal. */
export function isToleratedReadError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return CODES.includes(error.name) || ('$fault' in error && error.$fault === 'server');
}
