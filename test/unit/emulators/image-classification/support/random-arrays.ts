import { SeededRandom } from '../../../../../emulators/image-classification/network/seeded-random.ts';

/** Values from the normal distribution, the same for the same seed. */
export function normalValues(size: number, seed: number): Float32Array {
  const random = new SeededRandom(seed);
  return Float32Array.from({ length: size }, () => random.normal());
}
