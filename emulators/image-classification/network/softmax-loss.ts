/** What one batch came to. */
export interface BatchScore {
  /** Sum over the images of -log(probability of the right class). */
  crossEntropy: number;
  correct: number;
  /** Images whose class is among the `topK` likeliest. */
  correctInTopK: number;
}

/** Scores in place to probabilities, image by image. */
export function applySoftmax(scores: Float32Array, count: number, classes: number): void {
  for (let start = 0; start < count * classes; start += classes) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let index = start; index < start + classes; index++) largest = Math.max(largest, scores[index] as number);
    let sum = 0;
    for (let index = start; index < start + classes; index++) {
      const weight = Math.exp((scores[index] as number) - largest);
      scores[index] = weight;
      sum += weight;
    }
    for (let index = start; index < start + classes; index++) scores[index] = (scores[index] as number) / sum;
  }
}

/** Adds what `probabilities` say of images with these `labels` to `score`. Equal probabilities count for the lower label. */
export function addScore(
  score: BatchScore,
  probabilities: Float32Array,
  labels: Uint32Array,
  classes: number,
  topK: number,
): void {
  labels.forEach((label, image) => {
    const start = image * classes;
    const own = probabilities[start + label] as number;
    let likelier = 0;
    for (let other = 0; other < classes; other++) {
      const probability = probabilities[start + other] as number;
      if (probability > own || (probability === own && other < label)) likelier++;
    }
    score.crossEntropy -= Math.log(Math.max(own, 1e-30));
    if (likelier === 0) score.correct++;
    if (likelier < topK) score.correctInTopK++;
  });
}

/** Probabilities in place to the gradient of the cross entropy by the scores, scaled by `scale` (one over the batch's size). */
export function toScoreGradients(
  probabilities: Float32Array,
  labels: Uint32Array,
  classes: number,
  scale: number,
): void {
  labels.forEach((label, image) => {
    const at = image * classes + label;
    probabilities[at] = (probabilities[at] as number) - 1;
  });
  for (let index = 0; index < labels.length * classes; index++) {
    probabilities[index] = (probabilities[index] as number) * scale;
  }
}
