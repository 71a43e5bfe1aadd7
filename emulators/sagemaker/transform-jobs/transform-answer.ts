/**
 * What the built-in algorithm answers of one image in a batch: a line of JSON Lines ("Image Classification - MXNet",
 * Input/Output Interface). Assembled by line, each record ends with one.
 */
export function answerText(probabilities: readonly number[], assembleWith: string | undefined): string {
  const text = JSON.stringify({ prediction: probabilities });
  return assembleWith === 'Line' ? `${text}\n` : text;
}
