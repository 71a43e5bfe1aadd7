import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ENDS_WITH_PARENT } from '../end-with-parent.ts';
import { onCore } from '../on-core.ts';
import type { SimulatedS3Options, SimulatedS3Report } from './server.ts';

export interface StartedS3 extends AsyncDisposable {
  readonly endpointUrl: string;
  report(): Promise<SimulatedS3Report>;
}

/** A simulated S3 in a process of its own, on the first core. */
export async function startSimulatedS3(options: SimulatedS3Options): Promise<StartedS3> {
  const [command, ...args] = onCore(0, [
    process.execPath,
    join(import.meta.dirname, 'server.ts'),
    JSON.stringify(options),
  ]);
  const child = spawn(command, args, {
    env: { ...process.env, ...ENDS_WITH_PARENT },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port]: unknown[] = await once(createInterface(child.stdout), 'line');
  const endpointUrl = `http://127.0.0.1:${String(port)}`;
  return {
    endpointUrl,
    report: async () => (await fetch(`${endpointUrl}/_report`)).json() as Promise<SimulatedS3Report>,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      if (child.exitCode === null) await once(child, 'close');
    },
  };
}
