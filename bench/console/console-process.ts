import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { ROOT_CREDENTIALS } from '../../emulators/core/home-account.ts';

const REGION = 'us-east-1';
const MICROSECONDS_PER_MS = 1_000;
/** V8 tidies a heap eight seconds after its last work. */
const CALM_SECONDS = 12;
const CALM_MS_A_SECOND = 10;
const DEADLINE_MS = 90_000;

/** A cloud with its console in a process of its own, so that the browser and the bench take nothing of its time. */
export class ConsoleProcess implements AsyncDisposable {
  readonly consoleUrl: string;
  readonly clients: AwsClients;
  readonly #child: ReturnType<typeof fork>;

  private constructor(child: ReturnType<typeof fork>, endpointUrl: string, consoleUrl: string) {
    this.#child = child;
    this.consoleUrl = consoleUrl;
    this.clients = new AwsClients({ endpointUrl, region: REGION, credentials: ROOT_CREDENTIALS });
  }

  static async start(): Promise<ConsoleProcess> {
    const stdio = ['pipe', 'inherit', 'inherit', 'ipc'] as const;
    const child = fork(join(import.meta.dirname, 'served-console.ts'), { stdio: [...stdio] });
    const [served] = (await once(child, 'message')) as [{ readonly endpointUrl: string; readonly consoleUrl: string }];
    const { endpointUrl, consoleUrl } = served;
    return new ConsoleProcess(child, endpointUrl, consoleUrl);
  }

  /** Processor time since its start. */
  async cpuMs(): Promise<number> {
    const answered = once(this.#child, 'message');
    this.#child.send('cpu');
    const [{ user, system }] = (await answered) as [NodeJS.CpuUsage];
    return (user + system) / MICROSECONDS_PER_MS;
  }

  /** Waits until what was done before is over, the tidying of memory after it included; to a deadline, since it may never be. */
  async calm(): Promise<void> {
    const deadlineMs = performance.now() + DEADLINE_MS;
    let beforeMs = await this.cpuMs();
    for (let calm = 0; calm < CALM_SECONDS && performance.now() < deadlineMs; ) {
      await pause(1_000);
      const nowMs = await this.cpuMs();
      calm = nowMs - beforeMs < CALM_MS_A_SECOND ? calm + 1 : 0;
      beforeMs = nowMs;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clients.destroy();
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
