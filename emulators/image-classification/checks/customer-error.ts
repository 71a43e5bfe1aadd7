/** A fault in what the customer gave the job; its text becomes the FailureReason after `ClientError: `. */
export class CustomerError extends Error {
  /** What else the log should say: every fault of the kind, before the job ends. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = [], options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'CustomerError';
    this.details = details;
  }
}

/** Several faults of a kind as one sentence: how many there are and the first few of them. */
export function faultSummary(faults: readonly string[], shown = 5): string {
  const rest = faults.length - shown;
  return faults.slice(0, shown).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}
