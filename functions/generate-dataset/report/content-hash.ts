import { createHash } from 'node:crypto';
import type { ClassLabels } from '../class-labels.ts';
import type { ImageSum } from './split-tally.ts';

/** Of the way in which hashes are made; another one makes no data set look changed, but as one that was not seen yet. */
const VERSION = 1;

/**
 * One text for all that a training job reads of a data set: images of both splits by path, ETag and size, and the labels.
 * It depends neither on the order of the listing nor on keys that are no images.
 */
export function contentHash(train: ImageSum, test: ImageSum, labels: ClassLabels): string {
  const facts = JSON.stringify([VERSION, train, test, [...labels]]);
  return `${VERSION}-${createHash('sha256').update(facts).digest('hex').slice(0, 32)}`;
}
