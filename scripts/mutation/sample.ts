import { createHash } from 'node:crypto';
import { identityOf, type Mutant, OPERATORS } from './mutant.ts';

/**
 * So many mutants, by turns of each operator, so that texts do not crowd out conditions. The order is a hash of seed and
 * mutant: a changed line leaves the order of the others as it was.
 */
export function sampleOf(mutants: readonly Mutant[], size: number, seed: string): readonly Mutant[] {
  const rank = (mutant: Mutant) =>
    createHash('sha256')
      .update(`${seed} ${identityOf(mutant)}`)
      .digest('hex');
  const ranked = mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ mutant }) => mutant);
  const byOperator = OPERATORS.map((operator) => ranked.filter((mutant) => mutant.operator === operator));
  const longest = Math.max(0, ...byOperator.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    byOperator.flatMap((group) => group.slice(turn, turn + 1)),
  );
  return turns.flat().slice(0, size);
}
