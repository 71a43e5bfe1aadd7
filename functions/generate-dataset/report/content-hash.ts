import { createHash, type Hash } from 'node:crypto';
import type { ClassLabels } from '../class-labels.ts';
import type { ClassRule } from '../inputs/class-rule.ts';
import { byUtf8 } from '../utf8-order.ts';
import type { Split } from './split.ts';
import type { SplitTally } from './split-tally.ts';

/** Of the way in which hashes are made; another one makes no data set look changed, but as one that was not seen yet. */
const VERSION = 1;

type Tallies = Readonly<Record<Split, SplitTally>>;

/**
 * One text for all that a training job reads of a data set: images of both splits by path, ETag and size, and the labels.
 * It depends neither on the order of the listing nor on keys that are no images.
 */
export function contentHash({ train, test }: Tallies, labels: ClassLabels, { labelsFile }: ClassRule): string {
  const hash = createHash('sha256').update(JSON.stringify([VERSION, train.ofAll(), test.ofAll(), [...labels]]));
  if (labelsFile !== undefined) for (const tally of [train, test]) updateWithGroups(hash, tally);
  return `${VERSION}-${hash.digest('hex').slice(0, 32)}`;
}

/** A path says its class only where folders are the classes. */
function updateWithGroups(hash: Hash, tally: SplitTally): void {
  const parts = tally.parts().sort(([one], [other]) => byUtf8(one, other));
  for (const part of parts) hash.update(JSON.stringify(part));
}
