/**
 * How many images of each class are in a sample: its share, and at least one where it has any. So many in all as the size says,
 * unless there are more classes than that. By largest remainders, of equal ones the first.
 */
export function sampleQuotas(images: readonly number[], size: number): readonly number[] {
  const all = images.reduce((sum, count) => sum + count, 0);
  if (all <= size) return images;
  const small = smallClasses(images, size);
  const rest = Math.max(0, size - small.size);
  const others = images.reduce((sum, count, label) => (small.has(label) ? sum : sum + count), 0);
  const shares = images.map((count, label) => {
    if (small.has(label)) return 1;
    return count === 0 ? 0 : (count * rest) / others;
  });
  const whole = shares.map(Math.floor);
  const left = Math.max(0, size - whole.reduce((sum, count) => sum + count, 0));
  const remainder = (label: number) => (shares[label] ?? 0) - (whole[label] ?? 0);
  const raised = [...shares.keys()]
    .filter((label) => remainder(label) > 0)
    .sort((one, other) => remainder(other) - remainder(one) || one - other)
    .slice(0, left);
  for (const label of raised) whole[label] = (whole[label] ?? 0) + 1;
  return whole;
}

/** Classes whose share would be less than one image; they get one, which leaves less for the others. */
function smallClasses(images: readonly number[], size: number): ReadonlySet<number> {
  const small = new Set<number>();
  let found: number;
  do {
    found = small.size;
    const others = images.reduce((sum, count, label) => (small.has(label) ? sum : sum + count), 0);
    const rest = size - small.size;
    for (const [label, count] of images.entries())
      if (count > 0 && !small.has(label) && count * rest < others) small.add(label);
  } while (small.size > found);
  return small;
}
