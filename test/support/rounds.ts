/** How often a property is tried: as the test says, or as often as ROUNDS, for a search that may take its time. */
export function rounds(usual: number): { readonly numRuns: number } {
  return { numRuns: Number(process.env['ROUNDS'] ?? usual) };
}
