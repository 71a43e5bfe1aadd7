/**
 * An error that its user can mend: the message says what was given, what the rule is and what to do. The command line prints
 * it as it is; any other error shows its stack, since that one is ours to mend.
 */
export class UserError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
