import { CustomerError, summarize } from './customer-error.ts';

/** One image of a .lst file: the path is relative to the channel's folder. */
export interface LstRow {
  readonly index: number;
  readonly label: number;
  readonly path: string;
}

export interface LstContext {
  /** `train` or `validation`. */
  readonly channel: string;
  readonly fileName: string;
  readonly numClasses: number;
  /** What the image channel holds, as relative paths. */
  readonly paths: ReadonlySet<string>;
}

const COLUMNS = 3;
const WHOLE_NUMBER = /^\d+$/u;
/** The stock tool that makes .lst files writes labels as `1.000000`. */
const WHOLE_LABEL = /^-?\d+(\.0*)?$/u;

interface Faults {
  /** The file does not have the format. */
  readonly format: string[];
  /** It has, but says something that cannot be. */
  readonly meaning: string[];
}

/**
 * Reads index, label and path, separated by tabs, one image per line. Throws CustomerError: for a line without the format
 * AWS's own text, for a row that cannot be right ours; the details name the lines.
 */
export function readLst(text: string, context: LstContext): LstRow[] {
  const faults: Faults = { format: [], meaning: [] };
  const indices = new Map<number, number>();
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  const rows = lines.flatMap((line, at) => {
    const row = readLine(line, at + 1, faults.format);
    if (row !== undefined) checkRow(row, at + 1, context, indices, faults.meaning);
    return row ?? [];
  });
  refuse(faults, lines.length, context);
  return rows;
}

function readLine(line: string, number: number, faults: string[]): LstRow | undefined {
  const columns = line.split('\t');
  const [index = '', label = '', path = ''] = columns;
  const say = (text: string) => void faults.push(`line ${number}: ${text}`);
  if (columns.length !== COLUMNS) {
    return say(`${columns.length} column(s) instead of 3 separated by tabs: ${JSON.stringify(line)}`);
  }
  if (!WHOLE_NUMBER.test(index)) say(`index ${JSON.stringify(index)} is not a whole number`);
  if (!WHOLE_LABEL.test(label)) say(`label ${JSON.stringify(label)} is not a whole number`);
  if (path === '') say('the path is empty');
  return WHOLE_NUMBER.test(index) && WHOLE_LABEL.test(label) && path !== ''
    ? { index: Number(index), label: Number(label), path }
    : undefined;
}

function checkRow(
  row: LstRow,
  number: number,
  context: LstContext,
  indices: Map<number, number>,
  faults: string[],
): void {
  const say = (text: string) => faults.push(`line ${number}: ${text}`);
  const earlier = indices.get(row.index);
  if (earlier === undefined) indices.set(row.index, number);
  else say(`index ${row.index} is that of line ${earlier} too`);
  if (row.label < 0 || row.label >= context.numClasses) {
    say(`label ${row.label} is not from 0 to ${context.numClasses - 1} (num_classes is ${context.numClasses})`);
  }
  if (row.path.startsWith('/') || /^s3:\/\//iu.test(row.path)) {
    say(`path ${JSON.stringify(row.path)} must be relative to the ${context.channel} channel`);
  } else if (!context.paths.has(row.path)) {
    say(`the ${context.channel} channel has no file ${JSON.stringify(row.path)}`);
  }
}

function refuse(faults: Faults, lines: number, { channel, fileName }: LstContext): void {
  const all = [...faults.format, ...faults.meaning].map((fault) => `[rehearsal] ${fileName} ${fault}`);
  if (lines === 0)
    throw new CustomerError(`[rehearsal] ${fileName} of the ${channel} channel is empty: it names no image.`);
  if (faults.format.length > 0) throw new CustomerError(invalidLst(channel), all);
  if (faults.meaning.length > 0) {
    const count = `${faults.meaning.length} fault(s) in ${lines} line(s)`;
    throw new CustomerError(
      `[rehearsal] ${fileName} of the ${channel} channel: ${count}: ${summarize(faults.meaning)}.`,
      all,
    );
  }
}

/** Known word for word of the train channel only. */
function invalidLst(channel: string): string {
  const sentence = `Invalid lst file in the ${channel} channel.`;
  return channel === 'train' ? sentence : `[rehearsal] ${sentence}`;
}
