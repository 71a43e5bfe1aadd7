import { styleText } from 'node:util';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import type { JudgedModel } from '../../../rehearsal/judgement/judged-model.ts';

const LONGEST_NAME = 20;
const SHORTEST_HEAD = 3;

/** A small confusion matrix: a row for each class of the images, a column for each that they were taken for. */
export function confusionLines({ confusion }: JudgedModel, width: number): string[] {
  const { classNames, counts } = confusion ?? { classNames: [], counts: [] };
  if (classNames.length === 0) return [];
  const nameWidth = Math.max(...classNames.map((name) => Math.min(LONGEST_NAME, stringWidth(name))));
  const digits = Math.max(...counts.flat().map((count) => `${count}`.length));
  const room = Math.floor((width - nameWidth) / classNames.length) - 2;
  const heads = classNames.map((name) => cut(name, Math.max(SHORTEST_HEAD, digits, Math.min(LONGEST_NAME, room))));
  const widths = heads.map((head) => Math.max(digits, stringWidth(head)));
  const row = (name: string, cells: readonly string[]) =>
    [padEnd(name, nameWidth), ...cells.map((cell, at) => padStart(cell, widths[at] ?? 0))].join('  ');
  return [
    'images by their own class (rows) and the one they were taken for (columns)',
    `  ${row('', heads)}`,
    ...classNames.map((name, label) => {
      const cells = (counts[label] ?? []).map((count, at) => countText(count, at === label));
      return `  ${row(cut(name, LONGEST_NAME), cells)}`;
    }),
  ];
}

function countText(count: number, isRight: boolean): string {
  if (count === 0) return styleText('dim', '0');
  return styleText(isRight ? 'green' : 'red', `${count}`);
}

/** Names that differ at their ends stay apart. */
function cut(name: string, width: number): string {
  return cliTruncate(name, width, { position: 'middle' });
}

function padStart(cell: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(cell))) + cell;
}

function padEnd(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)));
}
