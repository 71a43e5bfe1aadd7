/** One image of a .lst file: the path is relative to the channel's folder. */
export interface LstRow {
  readonly index: number;
  /** One class index, or with multi_label a mark for each class. */
  readonly labels: readonly number[];
  readonly path: string;
}

/** Columns around the labels: index and path. */
const OTHER_COLUMNS = 2;
const WHOLE_NUMBER = /^\d+$/u;
/** The stock tool that makes .lst files writes labels as `1.000000`. */
const WHOLE_LABEL = /^-?\d+(\.0*)?$/u;
const QUOTED_CHARACTERS = 200;

/** The row that a line holds, or what keeps it from being one. `labels` is how many label columns it must have. */
export function readLstLine(line: string, labels: number): LstRow | readonly string[] {
  const columns = line.split('\t');
  if (columns.length !== labels + OTHER_COLUMNS) {
    return [`${columns.length} column(s) instead of ${labels + OTHER_COLUMNS} separated by tabs: ${quotedText(line)}`];
  }
  const [index = '', ...rest] = columns;
  const path = rest.pop() ?? '';
  const faults = [
    ...(WHOLE_NUMBER.test(index) ? [] : [`index ${quotedText(index)} is not a whole number`]),
    ...rest
      .filter((label) => !WHOLE_LABEL.test(label))
      .map((label) => `label ${quotedText(label)} is not a whole number`),
    ...(path === '' ? ['the path is empty'] : []),
  ];
  return faults.length > 0 ? faults : { index: Number(index), labels: rest.map(Number), path };
}

/** How many labels a line has, if it is a row at all. */
export function labelCount(line: string): number {
  return line.split('\t').length - OTHER_COLUMNS;
}

export function quotedText(text: string): string {
  const shown = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
  return JSON.stringify(shown);
}
