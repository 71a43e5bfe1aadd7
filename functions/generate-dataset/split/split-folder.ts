import type { Split } from '../report/split.ts';
import type { SplitSettings } from './split-settings.ts';

/** The folder, with its slash, below which the paths of a split's `.lst` file lie: that of its training channel. */
export function splitFolder(prefix: string, split: Split, settings: SplitSettings | undefined): string {
  return settings === undefined ? `${prefix}/${split}/` : imagesFolder(prefix);
}

/** Holds class folders that are divided by a hash. */
export function imagesFolder(prefix: string): string {
  return `${prefix}/images/`;
}
