import { unlessAborted } from '../engine/sleep.ts';
import type { Payload } from '../language/json.ts';
import { EvaluationError } from '../language/state-error.ts';
import type { ActivityQueues } from './activity-queues.ts';
import { resultOf } from './callback.ts';
import type { Integration, TaskCall } from './task.ts';

/** What tasks need to know of activities. */
export interface Activities {
  readonly queues: ActivityQueues;
  exists(activityArn: string): boolean;
}

/** An activity's ARN as Resource: a worker takes the state's input and brings its result. */
export function activityTask(activityArn: string, activities: Activities): Integration {
  return {
    resource: activityArn,
    isActivity: true,
    waitsForToken: true,
    precondition: () => {
      if (!activities.exists(activityArn)) throw new EvaluationError(`The activity ${activityArn} does not exist.`);
    },
    run: (call) => runActivity(call, activityArn, activities.queues),
  };
}

async function runActivity(call: TaskCall, activityArn: string, queues: ActivityQueues): Promise<Payload> {
  const taken = Promise.withResolvers<string | undefined>();
  const withdraw = queues.offer(activityArn, {
    token: call.pending?.token ?? '',
    input: JSON.stringify(call.parameters),
    taken: taken.resolve,
  });
  try {
    call.started(await unlessAborted(taken.promise, call.signal));
    return await resultOf(call);
  } finally {
    withdraw();
  }
}
