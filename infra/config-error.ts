/** Every problem of a stack's configuration at once, so that one attempt shows all that has to be put right. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(stack: string, problems: readonly string[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(
      `the configuration of stack "${stack}" (Pulumi.${stack}.yaml) has ${count}:\n${problems.map((problem) => ` - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
