import type { View } from '../readers/image-set.ts';
import type { Shape } from './layer.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Largest shift as a share of a side: what a random crop of a slightly larger image would give. */
const SHIFT_SHARE = 1 / 16;

/** Views for augmentation_type: mirrored half of the time and shifted a little. Colour and shape changes are left out. */
export function randomViews(shape: Shape, random: SeededRandom): () => View {
  const shift = (side: number) => {
    const most = Math.max(1, Math.round(side * SHIFT_SHARE));
    return random.below(2 * most + 1) - most;
  };
  return () => ({ mirrored: random.next() < 0.5, right: shift(shape.width), down: shift(shape.height) });
}
