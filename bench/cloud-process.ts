import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { AwsClients } from '../emulators/core/aws-clients.ts';
import { ROOT_CREDENTIALS } from '../emulators/core/home-account.ts';
import type { LongestTurn } from './loop-watch.ts';
import { watchMemory } from './process-tree.ts';

const REGION = 'us-east-1';

/** An embedded cloud in a process of its own, so that its clients take nothing of its time. */
export class CloudProcess implements AsyncDisposable {
  readonly endpointUrl: string;
  readonly clients: AwsClients;
  readonly #child: ReturnType<typeof fork>;

  private constructor(child: ReturnType<typeof fork>, endpointUrl: string) {
    this.#child = child;
    this.endpointUrl = endpointUrl;
    this.clients = new AwsClients({ endpointUrl, region: REGION, credentials: ROOT_CREDENTIALS });
  }

  static async start(quotas: Readonly<Record<string, number>> = {}): Promise<CloudProcess> {
    const child = fork(join(import.meta.dirname, 'watched-cloud.ts'), [JSON.stringify(quotas)]);
    const [endpointUrl] = await once(child, 'message');
    return new CloudProcess(child, String(endpointUrl));
  }

  /** Of its event loop, since the last call. */
  async longestTurn(): Promise<LongestTurn> {
    const answered = once(this.#child, 'message');
    this.#child.send('take');
    const [turn]: [LongestTurn] = (await answered) as [LongestTurn];
    return turn;
  }

  /** Of it and of all that it has started. */
  watchMemory(): ReturnType<typeof watchMemory> {
    return watchMemory(this.#child.pid ?? 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clients.destroy();
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
