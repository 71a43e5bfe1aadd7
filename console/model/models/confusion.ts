/** An image of the validation set with what the model said of it. */
export interface JudgedImage {
  /** Its address in S3. */
  readonly image: string;
  /** Its class's number. */
  readonly label: number;
  readonly probabilities: readonly number[];
}

/** The likeliest class; of equal ones the first. */
export function likeliest(probabilities: readonly number[]): number {
  return probabilities.reduce((best, share, label) => (share > (probabilities[best] ?? 0) ? label : best), 0);
}

export interface MatrixRow {
  readonly label: number;
  readonly total: number;
  /** Images by the class that was predicted. */
  readonly counts: readonly number[];
}

/** A row for each true class, a column for each predicted one. */
export function confusionMatrix(judged: readonly JudgedImage[], numClasses: number): readonly MatrixRow[] {
  const rows = Array.from({ length: numClasses }, () => Array.from({ length: numClasses }, () => 0));
  for (const { label, probabilities } of judged) {
    const row = rows[label];
    const predicted = likeliest(probabilities);
    if (row !== undefined) row[predicted] = (row[predicted] ?? 0) + 1;
  }
  return rows.map((counts, label) => ({ label, counts, total: counts.reduce((sum, count) => sum + count, 0) }));
}

/** Share of the images that were predicted right; undefined where there is none. */
export function accuracyOf(judged: readonly JudgedImage[]): number | undefined {
  if (judged.length === 0) return undefined;
  return judged.filter(({ label, probabilities }) => likeliest(probabilities) === label).length / judged.length;
}

/** Wrong ones, the surest first. */
export function worstMistakes(judged: readonly JudgedImage[], most: number): readonly JudgedImage[] {
  const sureness = ({ probabilities }: JudgedImage) => probabilities[likeliest(probabilities)] ?? 0;
  return judged
    .filter(({ label, probabilities }) => likeliest(probabilities) !== label)
    .sort((one, other) => sureness(other) - sureness(one))
    .slice(0, most);
}

/** Images of one cell of the matrix. */
export function imagesOfCell(judged: readonly JudgedImage[], label: number, predicted: number): readonly JudgedImage[] {
  return judged.filter((one) => one.label === label && likeliest(one.probabilities) === predicted);
}
