import type { SplitScan } from '../split-scan.ts';
import { LABELLED_BUT, type LabelsFile, NOT_LABELLED } from './labels-file.ts';

/** What is allowed in a labels file and probably not meant. */
export function labelsFileWarnings({ table, rules }: LabelsFile, scans: readonly SplitScan[]): string[] {
  const uri = rules.train.labelsFile?.uri ?? '';
  const { repeated, unlabelled, withoutClass } = table;
  const counted = (isMeant: (reason: string) => boolean) => countOf(scans, isMeant);
  const unnamed = counted((reason) => reason === NOT_LABELLED);
  const unusable = counted((reason) => reason.startsWith(LABELLED_BUT));
  return [
    ...alikeLabels(table.groups.alike()),
    ...(repeated.total === 0
      ? []
      : [`${lines(repeated.total, 'says', 'say')} again what another one of ${uri} says: ${repeated.text}`]),
    ...(unlabelled.total === 0
      ? []
      : [
          `${lines(unlabelled.total, 'has', 'have')} an image and no label in ${uri}, and the images are left out: ${unlabelled.text}`,
        ]),
    ...(withoutClass.total === 0
      ? []
      : [`${lines(withoutClass.total, 'has', 'have')} an image of no class in ${uri}: ${withoutClass.text}`]),
    ...(unnamed.total === 0 ? [] : [`${images(unnamed.total)} not in ${uri} and left out${unnamed.text}`]),
    ...(unusable.total === 0 ? [] : [`${images(unusable.total)} in ${uri} and left out${unusable.text}`]),
  ];
}

const SHOWN_ALIKE = 5;

function alikeLabels(alike: readonly (readonly string[])[]): string[] {
  if (alike.length === 0) return [];
  const shown = alike.slice(0, SHOWN_ALIKE).map((labels) => labels.map((label) => JSON.stringify(label)).join(' and '));
  const more = alike.length > SHOWN_ALIKE ? `, and ${alike.length - SHOWN_ALIKE} more` : '';
  return [`labels that are nearly the same are different classes: ${shown.join(', ')}${more}`];
}

const SHOWN_KEYS = 3;

interface Counted {
  readonly total: number;
  readonly text: string;
}

function countOf(scans: readonly SplitScan[], isMeant: (reason: string) => boolean): Counted {
  const reasons = scans.flatMap(({ skippedByReason }) => [...skippedByReason]).filter(([reason]) => isMeant(reason));
  const total = reasons.reduce((sum, [, keys]) => sum + keys, 0);
  const known = scans.flatMap(({ firstSkipped }) => firstSkipped).filter(({ reason }) => isMeant(reason));
  const shown = known.slice(0, SHOWN_KEYS).map(({ key, reason }) => shownKey(key, reason));
  const text = `: ${shown.join(', ')}${total > shown.length ? ', …' : ''}`;
  return { total, text: shown.length === 0 ? '' : text };
}

function shownKey(key: string, reason: string): string {
  return reason === NOT_LABELLED
    ? JSON.stringify(key)
    : `${JSON.stringify(key)} (${reason.slice(LABELLED_BUT.length)})`;
}

function lines(total: number, one: string, several: string): string {
  return total === 1 ? `1 line ${one}` : `${total} lines ${several}`;
}

function images(total: number): string {
  return total === 1 ? '1 image is' : `${total} images are`;
}
