/** A task that waits for a worker. */
export interface ActivityTask {
  readonly token: string;
  readonly input: string;
  /** Says that a worker has it now. */
  readonly taken: (workerName: string | undefined) => void;
}

type Worker = (task: ActivityTask) => void;

/** Tasks and workers of activities, first come, first served (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html). */
export class ActivityQueues {
  readonly #tasks = new Map<string, ActivityTask[]>();
  readonly #workers = new Map<string, Worker[]>();

  /** Hands the task to a worker that waits, or keeps it for the next; the answer takes it back. */
  offer(activityArn: string, task: ActivityTask): () => void {
    const worker = this.#workers.get(activityArn)?.shift();
    if (worker !== undefined) {
      worker(task);
      return () => {};
    }
    const tasks = listOf(this.#tasks, activityArn);
    tasks.push(task);
    return () => remove(tasks, task);
  }

  /** The next task; undefined when none came before the signal. */
  take(activityArn: string, signal: AbortSignal): Promise<ActivityTask | undefined> {
    const task = this.#tasks.get(activityArn)?.shift();
    if (task !== undefined || signal.aborted) return Promise.resolve(task);
    const workers = listOf(this.#workers, activityArn);
    return new Promise((resolve) => {
      const worker: Worker = (offered) => {
        signal.removeEventListener('abort', giveUp);
        resolve(offered);
      };
      function giveUp(): void {
        remove(workers, worker);
        resolve(undefined);
      }
      signal.addEventListener('abort', giveUp, { once: true });
      workers.push(worker);
    });
  }
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
