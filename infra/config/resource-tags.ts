import * as pulumi from '@pulumi/pulumi';

/** Tags as a program gives them: values may be outputs of other resources. */
export type Tags = Readonly<Record<string, pulumi.Input<string>>>;

/** Tags that the program sets on everything it makes. */
export const PROGRAM_TAGS: readonly string[] = ['project', 'stack', 'managed-by'];

/** The tags of every resource. */
export type ResourceTags = pulumi.Output<Record<string, string>>;

export function resourceTags(project: string, stack: string, more: pulumi.Input<Tags> = {}): ResourceTags {
  return pulumi
    .output(more)
    .apply((tags): Record<string, string> => ({ ...tags, project, stack, 'managed-by': 'pulumi' }));
}
