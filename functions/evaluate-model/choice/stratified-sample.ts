import { byUnits } from '../../generate-dataset/utf8-order.ts';
import { LowestPaths } from './lowest-paths.ts';
import { sampleQuotas } from './sample-quotas.ts';
import type { LabelledImage, TakeRow } from './validation-rows.ts';

/** A file's rows, which can be read more than once. */
export interface RowSource {
  each(take: TakeRow): Promise<void>;
}

export interface Sample {
  /** By label, then by path. */
  readonly images: readonly LabelledImage[];
  /** Of all rows by label; the sample may have fewer. */
  readonly imagesByLabel: readonly number[];
}

/**
 * All rows, or of more than `size` a part of each class by a hash of their paths: the same data has the same sample, and an
 * image that is added changes little. Never keeps more rows than the sample has, and reads the file twice for that.
 */
export async function stratifiedSample(rows: RowSource, classes: number, size: number): Promise<Sample> {
  const imagesByLabel = new Array<number>(classes).fill(0);
  const first: LabelledImage[] = [];
  let all = 0;
  await rows.each((path, label) => {
    imagesByLabel[label] = (imagesByLabel[label] ?? 0) + 1;
    all += 1;
    if (all <= size) first.push({ path, label });
    else first.length = 0;
  });
  if (all <= size) return { images: first.sort(byLabelAndPath), imagesByLabel };
  const chosen = sampleQuotas(imagesByLabel, size).map((quota) => new LowestPaths(quota));
  await rows.each((path, label) => chosen[label]?.take(path));
  const images = chosen.flatMap((kept, label) => kept.paths().map((path) => ({ path, label })));
  return { images: images.sort(byLabelAndPath), imagesByLabel };
}

function byLabelAndPath(one: LabelledImage, other: LabelledImage): number {
  return one.label - other.label || byUnits(one.path, other.path);
}
