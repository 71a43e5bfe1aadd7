/**
 * How often a property is tried: as `npm test` does, or as `npm run test:large` does (test/many-rounds.ts), or as often as
 * ROUNDS, for a search that may take its time.
 */
export function rounds(usual: number, large: number = usual): { readonly numRuns: number } {
  const isLarge = process.env['MANY_ROUNDS'] === '1';
  return { numRuns: Number(process.env['ROUNDS'] ?? (isLarge ? large : usual)) };
}
