/** Whether a pattern, in which `*` stands for any characters and `?` for one, takes the whole name. */
export function matchesPattern(pattern: string, name: string): boolean {
  const expression = pattern.replace(/[^*?]+/g, (text) => text.replace(/[\\^$.|+()[\]{}-]/g, '\\$&'));
  return new RegExp(`^${expression.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 's').test(name);
}
