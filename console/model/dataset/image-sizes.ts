/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface SizeGroup {
  readonly title: string;
  readonly images: number;
  readonly share: number;
  /** Whether training fails with such images, or cuts from them. */
  readonly tone: 'fits' | 'cut' | 'fails';
}

/** `channels,height,width`, as the hyperparameter image_shape has it. */
export function imageShapeIn(text: string | undefined): Size | undefined {
  const [, height = 0, width = 0] = (text ?? '').split(',').map(Number);
  return height > 0 && width > 0 ? { width, height } : undefined;
}

const GROUPS: readonly (readonly [tone: SizeGroup['tone'], title: string])[] = [
  ['fails', 'smaller than image_shape in width or height'],
  ['fits', 'exactly image_shape'],
  ['cut', 'larger: only the centre is trained on'],
];

/** Images by how they fit `image_shape`; groups without images are left out. */
export function sizeGroups(sizes: readonly Size[], shape: Size): readonly SizeGroup[] {
  const tones = sizes.map((size) => toneOf(size, shape));
  return GROUPS.map(([tone, title]) => {
    const images = tones.filter((one) => one === tone).length;
    return { title, tone, images, share: images / Math.max(1, sizes.length) };
  }).filter(({ images }) => images > 0);
}

function toneOf({ width, height }: Size, shape: Size): SizeGroup['tone'] {
  if (width < shape.width || height < shape.height) return 'fails';
  return width === shape.width && height === shape.height ? 'fits' : 'cut';
}

/** The most frequent sizes, `150 × 300`, the most frequent first. */
export function frequentSizes(
  sizes: readonly Size[],
  most: number,
): readonly (readonly [size: string, images: number])[] {
  return counted(sizes.map(({ width, height }) => `${width} × ${height}`)).slice(0, most);
}

const ASPECTS = [
  ['much taller than wide', 0, 0.6],
  ['taller than wide', 0.6, 0.95],
  ['about square', 0.95, 1.05],
  ['wider than tall', 1.05, 1.67],
  ['much wider than tall', 1.67, Number.POSITIVE_INFINITY],
] as const;

/** Images by width to height. */
export function aspectGroups(sizes: readonly Size[]): readonly (readonly [aspect: string, images: number])[] {
  return ASPECTS.map(([aspect, from, to]) => {
    const images = sizes.filter(({ width, height }) => width / height >= from && width / height < to).length;
    return [aspect, images] as const;
  }).filter(([, images]) => images > 0);
}

function counted(texts: readonly string[]): readonly (readonly [text: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
