import type { ParsedOptions } from '../../emulators/core/command-line/parsed-options.ts';

const DEFAULT_STACK = 'dev';

/** The stack whose configuration a program has. */
export const STACK_OPTION = {
  stack: { value: 'NAME', text: `the stack, of which there is a Pulumi.<NAME>.yaml (default: ${DEFAULT_STACK})` },
} as const;

/** It becomes part of a file's name. */
export function stackName(options: Pick<ParsedOptions<typeof STACK_OPTION>, 'text' | 'error'>): string {
  const stack = options.text('stack') ?? DEFAULT_STACK;
  if (/^[\w.-]{1,100}$/.test(stack)) return stack;
  throw options.error(
    `--stack ${stack}: a stack's name has up to 100 letters, digits, hyphens, underscores or periods`,
  );
}
