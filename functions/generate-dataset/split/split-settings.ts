/** How images in class folders alone are divided between training and validation, from the payload. */
export interface SplitSettings {
  /** Share of the images, or of the groups, that is kept for validation; between 0 and 1. */
  readonly validationFraction: number;
  /** With one group, whose text is what must stay on one side; absent: each image by itself. */
  readonly groupPattern?: string;
}

interface ParsedSplit {
  /** Undefined: folders `train/` and `test/` divide them. */
  readonly split?: SplitSettings;
  readonly problems: readonly string[];
}

/** Reads payload member `split`: `{ validationFraction: 0.2, groupPattern: '^[^/]+/(\\d+)_' }`. */
export function parseSplit(value: unknown): ParsedSplit {
  if (value === undefined) return { problems: [] };
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { validationFraction, groupPattern } = fields;
  const isFraction = typeof validationFraction === 'number' && validationFraction > 0 && validationFraction < 1;
  if (!isFraction || (groupPattern !== undefined && !isGroupPattern(groupPattern))) {
    const rule =
      'an object with validationFraction between 0 and 1, and as groupPattern a regular expression with one group or none';
    return { problems: [`payload member split is ${JSON.stringify(value)} and must be ${rule}`] };
  }
  return { split: { validationFraction, ...(groupPattern === undefined ? {} : { groupPattern }) }, problems: [] };
}

function isGroupPattern(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    // With an empty alternative it fits any text, and says how many groups it has.
    return new RegExp(`${value}|`, 'u').exec('')?.length === 2;
  } catch {
    return false;
  }
}
