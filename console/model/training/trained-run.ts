import type { Visit } from '../history/visit.ts';
import { isMembers, membersIn, parsedJson } from '../members.ts';
import type { TrainingJob } from './described-job.ts';
import { trainingJobOf } from './run-of-job.ts';

/** Names of the jobs that a run asked for, in their order. */
export function trainedJobs(visits: readonly Visit[]): readonly string[] {
  return visits.flatMap((visit) => trainingJobOf(visit) ?? []);
}

/** Its final metrics, by name. */
export function learnedOf({ metrics }: TrainingJob): Readonly<Record<string, number>> {
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** What the first state that says so found in the data set, as JSON; undefined where none says it. */
export function imagesOf(visits: readonly Visit[]): string | undefined {
  for (const { output } of visits) {
    const value = parsedJson(output);
    if (!isMembers(value)) continue;
    const dataset = membersIn(value, 'dataset');
    if (Object.keys(dataset).length > 0) return JSON.stringify(dataset);
  }
  return undefined;
}
