import { Payload } from '../language/json.ts';
import type { Integration, TaskCall } from './task.ts';

export const CALLBACK = '.waitForTaskToken';

/** `.waitForTaskToken` of an integration: the request is sent, then the task waits for SendTaskSuccess or SendTaskFailure. */
export function withCallback(integration: Integration): Integration {
  return {
    ...integration,
    resource: `${integration.resource}${CALLBACK}`,
    waitsForToken: true,
    run: async (call) => {
      const answer = await integration.run(call);
      call.submitted(answer instanceof Payload ? answer.value : answer);
      return resultOf(call);
    },
  };
}

/** What the token's holder sends. */
export async function resultOf({ pending, signal, heartbeatSeconds }: TaskCall): Promise<Payload> {
  if (pending === undefined) throw new Error('a task that waits for its token was started without one');
  return pending.result(signal, heartbeatSeconds);
}
