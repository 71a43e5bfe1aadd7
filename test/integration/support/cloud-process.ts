import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { connectDocker } from '../../../localstack/clouds/docker/docker-engine.ts';
import { OWNER_LABEL, RUN_LABEL } from '../../../localstack/clouds/docker/leftovers.ts';
import { pollUntil } from '../../support/poll-until.ts';

const PROGRAM = join(import.meta.dirname, 'cloud-program.ts');
const READY_DEADLINE_MS = 120_000;

/** A process of its own that starts LocalStack, makes a bucket and then waits. */
export class CloudProcess {
  readonly #process: ChildProcess;
  #output = '';

  constructor(dataFolder: string, environment: Readonly<Record<string, string>>) {
    const env = { ...process.env, ...environment };
    this.#process = spawn(process.execPath, [PROGRAM, dataFolder], { stdio: ['ignore', 'pipe', 'pipe'], env });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (data) => {
        this.#output += data;
      });
    }
  }

  /** The run's id, once the container is there; it may still be starting. */
  async runId(): Promise<string> {
    return this.#printed(/^run (\w+)$/m);
  }

  async ready(): Promise<string> {
    return this.#printed(/^ready (.*)$/m);
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #printed(pattern: RegExp): Promise<string> {
    return pollUntil(
      `the process printed ${pattern}`,
      () => {
        if (this.#process.exitCode !== null) throw new Error(`it ended: ${this.#output}`);
        return pattern.exec(this.#output)?.[1];
      },
      READY_DEADLINE_MS,
    );
  }
}

/** Ids of the runs that have a container now and were started by that process. */
export async function presentRuns(pid = process.pid): Promise<ReadonlySet<string>> {
  const { dockerode } = (await connectDocker()).container;
  const containers = await dockerode.listContainers({ all: true, filters: { label: [`${OWNER_LABEL}=${pid}`] } });
  return new Set(containers.map(({ Labels }) => Labels[RUN_LABEL] ?? ''));
}
