/** Where images have their labels from, from the payload. */
export interface LabelsFileSettings {
  /** Below the data set's prefix. */
  readonly path: string;
  /** Member of a manifest's lines that is the label; absent: the only one, or the one that Ground Truth describes. */
  readonly attribute?: string;
  /** Whether an image may have several labels, or none. */
  readonly severalLabels: boolean;
}

interface ParsedLabelsFile {
  /** Undefined: an image's folder is its label. */
  readonly labelsFile?: LabelsFileSettings;
  readonly problems: readonly string[];
}

/** Reads payload member `labelsFile`: `{ path: 'labels.csv', severalLabels: false }`. */
export function parseLabelsFile(value: unknown): ParsedLabelsFile {
  if (value === undefined) return { problems: [] };
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { path, attribute, severalLabels } = fields;
  const isRight = isText(path) && (attribute === undefined || isText(attribute)) && typeof severalLabels === 'boolean';
  if (!isRight) {
    const rule = 'an object with path, below the prefix, severalLabels (true or false), and attribute or none';
    return { problems: [`payload member labelsFile is ${JSON.stringify(value)} and must be ${rule}`] };
  }
  return { labelsFile: { path, severalLabels, ...(attribute === undefined ? {} : { attribute }) }, problems: [] };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
