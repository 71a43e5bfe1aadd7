/** What a run looks at in a sample of its images, from the payload. */
export interface LookSettings {
  /** Images of each class and split. */
  readonly samplePerClass: number;
  /** What a training job takes of each image, by its hyperparameters image_shape and resize. */
  readonly shape: TrainingShape;
}

export interface TrainingShape {
  readonly width: number;
  readonly height: number;
  /** Pixels to which the shorter side of an image is brought before the crop. */
  readonly resize?: number;
}

export const MAX_SAMPLE_PER_CLASS = 100;

interface ParsedLook {
  /** Undefined: nothing is looked at. */
  readonly look?: LookSettings;
  readonly problems: readonly string[];
}

/** Reads payload member `look`: `{ samplePerClass: 3, imageShape: '3,224,224', resize: '256' }`. */
export function parseLook(value: unknown): ParsedLook {
  if (value === undefined) return { problems: [] };
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { samplePerClass, imageShape, resize } = fields;
  const [, height = 0, width = 0] = typeof imageShape === 'string' ? imageShape.split(',').map(Number) : [];
  const shortSide = resize === undefined ? undefined : Number(resize);
  const isRight =
    typeof samplePerClass === 'number' &&
    Number.isInteger(samplePerClass) &&
    samplePerClass >= 0 &&
    samplePerClass <= MAX_SAMPLE_PER_CLASS &&
    height > 0 &&
    width > 0 &&
    (shortSide === undefined || shortSide > 0);
  if (!isRight) {
    const rule = `an object with samplePerClass (0 to ${MAX_SAMPLE_PER_CLASS}), imageShape such as "3,224,224", and resize or none`;
    return { problems: [`payload member look is ${JSON.stringify(value)} and must be ${rule}`] };
  }
  if (samplePerClass === 0) return { problems: [] };
  const shape = { width, height, ...(shortSide === undefined ? {} : { resize: shortSide }) };
  return { look: { samplePerClass, shape }, problems: [] };
}
