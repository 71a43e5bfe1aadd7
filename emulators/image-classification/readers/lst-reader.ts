import { CustomerError, faultSummary } from '../checks/customer-error.ts';
import { type LabelRules, labelCountMismatch, labelFaults, labelsPerImage } from '../checks/label-rules.ts';
import { type LstRow, labelCount, quotedText, readLstLine } from './lst-line.ts';

export interface LstContext extends LabelRules {
  /** `train` or `validation`. */
  readonly channel: string;
  readonly fileName: string;
  /** What the image channel holds, as relative paths. */
  readonly paths: ReadonlySet<string>;
}

/**
 * Reads index, labels and path, separated by tabs, one image per line. Throws CustomerError: for a line without the format
 * AWS's own text, for a row that cannot be right ours; the details name the lines.
 */
export function readLst(text: string, context: LstContext): LstRow[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) {
    const { fileName, channel } = context;
    throw new CustomerError(`[rehearsal] ${fileName} of the ${channel} channel is empty: it names no image.`);
  }
  if (context.multiLabel) checkLabelCount(lines, context);
  const format: string[] = [];
  const meaning: string[] = [];
  const check = rowChecker(context);
  const rows = lines.flatMap((line, at) => {
    const row = readLstLine(line, labelsPerImage(context));
    const into = 'path' in row ? meaning : format;
    into.push(...('path' in row ? check(row, at + 1) : row).map((fault) => `line ${at + 1}: ${fault}`));
    return 'path' in row ? row : [];
  });
  refuse(format, meaning, lines.length, context);
  return rows;
}

/** A file whose rows all have the same number of labels, and not num_classes of them, has the format: it is for other classes. */
function checkLabelCount(lines: readonly string[], context: LstContext): void {
  const found = labelCount(lines[0] ?? '');
  if (found < 1 || found === context.numClasses || lines.some((line) => labelCount(line) !== found)) return;
  throw labelCountMismatch(found, context, [`[rehearsal] ${context.fileName} has ${found} label column(s).`]);
}

function rowChecker(context: LstContext): (row: LstRow, number: number) => string[] {
  const indices = new Map<number, number>();
  return ({ index, labels, path }, number) => {
    const earlier = indices.get(index);
    if (earlier === undefined) indices.set(index, number);
    return [
      ...(earlier === undefined ? [] : [`index ${index} is that of line ${earlier} too`]),
      ...labelFaults(labels, context),
      ...pathFaults(path, context),
    ];
  };
}

function pathFaults(path: string, { channel, paths }: LstContext): string[] {
  if (path.startsWith('/') || /^s3:\/\//iu.test(path)) {
    return [`path ${quotedText(path)} must be relative to the ${channel} channel`];
  }
  return paths.has(path) ? [] : [`the ${channel} channel has no file ${quotedText(path)}`];
}

function refuse(
  format: readonly string[],
  meaning: readonly string[],
  lines: number,
  { channel, fileName }: LstContext,
): void {
  const all = [...format, ...meaning].map((fault) => `[rehearsal] ${fileName} ${fault}`);
  if (format.length > 0) throw new CustomerError(invalidLst(channel), all);
  if (meaning.length === 0) return;
  const count = `${meaning.length} fault(s) in ${lines} line(s)`;
  throw new CustomerError(
    `[rehearsal] ${fileName} of the ${channel} channel: ${count}: ${faultSummary(meaning)}.`,
    all,
  );
}

/** Known word for word of the train channel only. */
function invalidLst(channel: string): string {
  const sentence = `Invalid lst file in the ${channel} channel.`;
  return channel === 'train' ? sentence : `[rehearsal] ${sentence}`;
}
