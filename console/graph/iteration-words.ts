import type { StateSummary } from '../model/history/state-summary.ts';

/** How the iterations of a Map state stand, such as `3 of 10 done, 1 failed`; empty where it has none. */
export function iterationWords({ visits }: Pick<StateSummary, 'visits'>): string {
  const visit = visits.at(-1);
  if (visit === undefined || visit.items === 0) return '';
  const statuses = [...visit.iterations.values()];
  const count = (status: string) => statuses.filter((one) => one === status).length;
  const failed = count('failed');
  const running = count('running');
  return [
    `${count('succeeded')} of ${visit.items} done`,
    ...(running === 0 ? [] : [`${running} running`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ].join(', ');
}
