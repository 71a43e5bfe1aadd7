/** Says which metrics have no curve, and where their values are. */
export function FinalOnly({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p class="muted">
      No curve of {names.join(', ')}: CloudWatch does not tell of them here. Their final values are among the metrics.
    </p>
  );
}
