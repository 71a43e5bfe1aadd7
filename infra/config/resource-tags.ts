/** Tags that the program sets on everything it makes. */
export const PROGRAM_TAGS: readonly string[] = ['project', 'stack', 'managed-by'];

export function resourceTags(
  project: string,
  stack: string,
  more: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...more, project, stack, 'managed-by': 'pulumi' };
}
