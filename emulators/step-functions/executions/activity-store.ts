import { join } from 'node:path';
import type { RecordKind } from '../../core/storage/record-file.ts';
import { isNumber, isText, isTextMap, record } from '../../core/storage/record-shape.ts';
import { RecordStore } from '../../core/storage/record-store.ts';
import { ActivityQueues } from '../tasks/activity-queues.ts';
import type { Activities } from '../tasks/activity-task.ts';
import { recordKey } from './record-key.ts';

export interface ActivityRecord {
  readonly activityArn: string;
  readonly name: string;
  readonly createdMs: number;
  readonly tags: Readonly<Record<string, string>>;
}

const ACTIVITIES: RecordKind<ActivityRecord> = {
  noun: 'activity',
  isRecord: record<ActivityRecord>({ activityArn: isText, name: isText, createdMs: isNumber, tags: isTextMap }),
};

/** Activities on disk, and in memory the tasks that wait for their workers. */
export class ActivityStore implements Activities {
  readonly queues = new ActivityQueues();
  readonly #records: RecordStore<ActivityRecord>;

  constructor(dataFolder: string) {
    this.#records = new RecordStore(join(dataFolder, 'activities'), ACTIVITIES);
  }

  exists(activityArn: string): boolean {
    return this.#records.has(recordKey(activityArn));
  }

  find(activityArn: string): ActivityRecord | undefined {
    return this.#records.get(recordKey(activityArn));
  }

  all(): readonly ActivityRecord[] {
    return this.#records.values();
  }

  put(activity: ActivityRecord): void {
    this.#records.put(recordKey(activity.activityArn), activity);
  }

  delete(activityArn: string): void {
    this.#records.delete(recordKey(activityArn));
  }
}
