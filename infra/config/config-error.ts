import { RunError } from '@pulumi/pulumi';

/**
 * Every problem of a stack's configuration at once, so that one attempt shows all that has to be put right. Of a RunError the
 * Pulumi CLI prints the message alone, without a stack trace.
 */
export class ConfigError extends RunError {
  readonly problems: readonly string[];

  /** `subject`: what is wrong, such as `the configuration of stack "dev" (Pulumi.dev.yaml)`. */
  constructor(subject: string, problems: readonly string[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const verb = subject.startsWith('the arguments') ? 'have' : 'has';
    super(`${subject} ${verb} ${count}:\n${problems.map((problem) => ` - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
