import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExecutionStory } from '../../../console/model/history/execution-story.ts';
import { type HistoryEvent, historyEvents } from '../../../console/model/history/story-event.ts';

export interface RecordedHistory {
  readonly definition: string;
  readonly events: readonly HistoryEvent[];
}

/** What GetExecutionHistory and DescribeStateMachine answered for an execution of this project's emulator. */
export function recordedHistory(name: string): RecordedHistory {
  const path = join(import.meta.dirname, 'histories', `${name}.json`);
  const { definition, events }: { definition: object; events: readonly unknown[] } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  return { definition: JSON.stringify(definition), events: historyEvents(events) };
}

export function recordedStory(name: string): ExecutionStory {
  return ExecutionStory.of(recordedHistory(name).events);
}
