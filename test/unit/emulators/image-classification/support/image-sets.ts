import { type Shape, sizeOf } from '../../../../../emulators/image-classification/network/layer.ts';
import { SeededRandom } from '../../../../../emulators/image-classification/network/seeded-random.ts';
import { type ImageSet, imageCount } from '../../../../../emulators/image-classification/readers/image-set.ts';

/** Noisy images; of label 1 the lower half is bright, of label 0 the upper half. */
export function twoClassSet(inputShape: Shape, count: number, seed: number): ImageSet {
  const random = new SeededRandom(seed);
  const size = sizeOf(inputShape);
  const labels = Uint32Array.from({ length: count }, (_, image) => image % 2);
  const pixels = Uint8Array.from({ length: count * size }, (_, index) => {
    const lower = index % size >= size / 2;
    const bright = lower === (labels[Math.floor(index / size)] === 1);
    return random.below(60) + (bright ? 150 : 20);
  });
  return { inputShape, pixels, labels };
}

/** The same images with a mark, 0 or 1, for each class. */
export function withMarks(set: ImageSet): ImageSet {
  const marks = Array.from({ length: imageCount(set) }, (_, image) => (set.labels[image] === 1 ? [0, 1] : [1, 0]));
  return { ...set, labels: Uint32Array.from(marks.flat()) };
}
