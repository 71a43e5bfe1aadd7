import type { GenerateDatasetResult } from './dataset-result.ts';

/** A state's data may have 262,144 bytes; the description of the training job and the model are added to this result. */
const MAX_RESULT_BYTES = 200_000;
const MAX_KEY_CHARACTERS = 200;

/**
 * Leaves out of a very large result what only people read, so that the run does not fail for its report: the label map
 * repeats the list of classes, and the `.lst` files hold every label anyway. What was left out is said in the warnings.
 */
export function fitResult(whole: GenerateDatasetResult): GenerateDatasetResult {
  if (sizeBytes(whole) <= MAX_RESULT_BYTES) return whole;
  const { labels: _, ...rest } = whole;
  const short = withWarning(
    { ...rest, skipped: shortKeys(whole.skipped) },
    'the label map was too large for the result',
  );
  if (sizeBytes(short) <= MAX_RESULT_BYTES) return short;
  return shortClasses(short);
}

function shortClasses(result: GenerateDatasetResult): GenerateDatasetResult {
  let room = MAX_RESULT_BYTES - sizeBytes({ ...result, classes: [] }) - 200;
  let shown = 0;
  for (const entry of result.classes) {
    room -= sizeBytes(entry) + 1;
    if (room < 0) break;
    shown += 1;
  }
  const left = result.classes.length - shown;
  return withWarning(
    { ...result, classes: result.classes.slice(0, shown) },
    `${left} ${left === 1 ? 'class was' : 'classes were'} too many for the result`,
  );
}

function shortKeys(skipped: GenerateDatasetResult['skipped']): GenerateDatasetResult['skipped'] {
  const short = (key: string) => (key.length > MAX_KEY_CHARACTERS ? `${key.slice(0, MAX_KEY_CHARACTERS)}…` : key);
  return { ...skipped, first: skipped.first.map(({ key, reason }) => ({ key: short(key), reason })) };
}

function withWarning(result: GenerateDatasetResult, warning: string): GenerateDatasetResult {
  return { ...result, warnings: [...result.warnings, warning] };
}

function sizeBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
