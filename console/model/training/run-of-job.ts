import type { Execution } from '../execution.ts';
import type { HistoryEvent } from '../history/story-event.ts';
import type { Visit } from '../history/visit.ts';
import { isMembers, parsedJson, textIn } from '../members.ts';

/** Executions that ran when the job was made, the latest first. */
export function runsAround(executions: readonly Execution[], createdMs: number): readonly Execution[] {
  // AWS's times of a job are those of its own clock, to the millisecond at best.
  return executions.filter(
    ({ startedMs, stoppedMs = Number.POSITIVE_INFINITY, redriveCount }) =>
      startedMs <= createdMs + 1_000 && (stoppedMs >= createdMs - 1_000 || redriveCount > 0),
  );
}

/** Name of the training job that a state has asked for last. */
export function trainingJobOf({ attempts }: Pick<Visit, 'attempts'>): string | undefined {
  const last = attempts.findLast(({ resource = '' }) => /createTrainingJob/i.test(resource));
  const parameters = parsedJson(last?.parameters);
  return isMembers(parameters) ? textIn(parameters, 'TrainingJobName') : undefined;
}

/** Whether one of these events asks for the training job. */
export function asksForJob(events: readonly HistoryEvent[], jobName: string): boolean {
  return events.some(({ details }) => {
    const parameters = parsedJson(textIn(details, 'parameters'));
    return isMembers(parameters) && textIn(parameters, 'TrainingJobName') === jobName;
  });
}
