import { styleText } from 'node:util';
import { formatPercent, formatTable } from '../views/format.ts';
import type { ModelVersion } from './model-versions.ts';

const HEAD = ['version', 'approval', 'verdict', 'accuracy', 'images', 'data set', 'created'];
const HASH_LENGTH = 10;

/** The versions of a group as a table; `all` counts those that there are. */
export function versionLines(group: string, versions: readonly ModelVersion[], all: number): string[] {
  if (all === 0) return [`${group} has no version yet: a run registers one`];
  const more = all - versions.length;
  return [
    styleText('bold', `Models of ${group}`),
    ...formatTable([HEAD, ...versions.map(rowOf)]).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} older: --limit ${all} lists all`] : []),
    ...versions.flatMap(({ version, why }) => (why === undefined ? [] : [`  version ${version}: ${why}`])),
  ];
}

function rowOf({ version, approval, isChampion, verdict, accuracy, datasetHash, created }: ModelVersion): string[] {
  const { value, low, high, hits, total } = accuracy ?? {};
  const interval = low === undefined || high === undefined ? '' : ` [${formatPercent(low)}, ${formatPercent(high)}]`;
  return [
    `${version}`,
    isChampion ? `${approval}, champion` : approval,
    verdict ?? '',
    value === undefined ? '' : `${formatPercent(value)}${interval}`,
    hits === undefined || total === undefined ? '' : `${hits} of ${total}`,
    datasetHash?.slice(0, HASH_LENGTH) ?? '',
    // In UTC, to the second.
    created.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'),
  ];
}
