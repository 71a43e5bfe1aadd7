/** Whose resources are looked for: they have these tags, and names that begin with `<prefix>-`. */
export interface Owner {
  readonly project: string;
  readonly stack: string;
  /** Of training jobs and models. */
  readonly prefix: string;
}

export interface LogStream {
  readonly group: string;
  readonly name: string;
}

/** What a destroyed stack leaves on AWS, since nobody made it by Pulumi: the workflow's executions did. */
export interface Leftovers {
  readonly models: readonly string[];
  readonly logStreams: readonly LogStream[];
  /** Rules that Step Functions made for all state machines of the account and region, where none needs them any more. */
  readonly sharedRules: readonly string[];
  /** Resources with names like these that are not the stack's, or of which that is not certain: they stay. */
  readonly others: readonly string[];
}

/** Whether the tags are those that the program gives everything of the stack. */
export function isOwned(tags: ReadonlyMap<string, string>, { project, stack }: Owner): boolean {
  return tags.get('project') === project && tags.get('stack') === stack && tags.get('managed-by') === 'pulumi';
}

export function listing({ models, logStreams, sharedRules, others }: Leftovers): readonly string[] {
  return [
    ...models.map((name) => `model       ${name}`),
    ...logStreams.map(({ group, name }) => `log stream  ${group} ${name}`),
    ...sharedRules.map((name) => `rule        ${name} (of the whole account; only with --shared-rules)`),
    ...others.map((text) => `stays       ${text}`),
  ];
}
