import type { Mutant } from './mutant.ts';

/** A mutant that no test can tell from the original, and why. */
interface EquivalentMutant extends Pick<Mutant, 'path' | 'context' | 'original' | 'replacement'> {
  readonly because: string;
}

export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [];

export function isEquivalent(mutant: Mutant): boolean {
  return EQUIVALENT_MUTANTS.some(
    ({ path, context, original, replacement }) =>
      path === mutant.path &&
      context === mutant.context &&
      original === mutant.original &&
      replacement === mutant.replacement,
  );
}
