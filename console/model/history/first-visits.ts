import { tellingVisit } from './state-summary.ts';
import type { Visit } from './visit.ts';

/** What a report has room for. */
export interface FirstVisits {
  readonly shown: readonly Visit[];
  /** Which they are, where they are not all. */
  readonly words?: string;
}

/** The first visits, and the one that failed wherever it is. */
export function firstVisits(visits: readonly Visit[], most: number): FirstVisits {
  if (visits.length <= most) return { shown: visits };
  const first = visits.slice(0, most);
  const telling = tellingVisit(visits);
  const failed = telling?.status === 'failed' && !first.includes(telling) ? telling : undefined;
  const which = `The first ${most.toLocaleString('en')} of ${visits.length.toLocaleString('en')} states`;
  return failed === undefined
    ? { shown: first, words: `${which}.` }
    : { shown: [...first, failed], words: `${which}, and the one that failed.` };
}
