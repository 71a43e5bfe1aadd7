import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { localStackImage } from '../../../localstack/clouds/localstack/localstack-image.ts';
import { pollUntil } from '../../support/poll-until.ts';

export const COMPOSE_FILE = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'localstack',
  'clouds',
  'localstack',
  'docker-compose.yml',
);

interface ComposeService {
  readonly volumes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly extra_hosts: readonly string[];
}

const run = promisify(execFile);

/** A LocalStack as users start it themselves: plain `docker run` with the lines of docker-compose.yml, but free ports. */
export class PlainLocalStack {
  readonly #id: string;
  readonly endpointUrl: string;

  private constructor(id: string, endpointUrl: string) {
    this.#id = id;
    this.endpointUrl = endpointUrl;
  }

  static get secret(): string {
    return composeService().environment['SAGEMAKER_EMULATOR_SECRET'] ?? '';
  }

  static async start(endpointPort: number, emulatorPort: number): Promise<PlainLocalStack> {
    const { volumes, environment, extra_hosts } = composeService();
    const hook = volumes.map((volume) => resolve(dirname(COMPOSE_FILE), volume));
    const variables = Object.entries(environment).map(
      ([name, value]) => `${name}=${value.replace('4599', String(emulatorPort))}`,
    );
    const args = [
      ...['run', '--detach', '--rm', '--publish', `127.0.0.1:${endpointPort}:4566`],
      ...hook.flatMap((volume) => ['--volume', volume]),
      ...variables.flatMap((variable) => ['--env', variable]),
      ...extra_hosts.flatMap((host) => ['--add-host', host]),
    ];
    const { stdout } = await run('docker', [...args, await localStackImage(process.env['LOCALSTACK_IMAGE'])]);
    return new PlainLocalStack(stdout.trim(), `http://127.0.0.1:${endpointPort}`);
  }

  /** Until it serves. */
  ready(): Promise<true> {
    return pollUntil(
      'LocalStack serves',
      async () => {
        const answer = await fetch(`${this.endpointUrl}/_localstack/init/ready`).catch(() => undefined);
        const { completed } =
          answer?.ok === true ? ((await answer.json()) as { completed: boolean }) : { completed: false };
        return completed ? true : undefined;
      },
      150_000,
    );
  }

  /** What a Python program prints that uses boto3, which LocalStack's image has, at the endpoint inside the container. */
  async python(program: string): Promise<string> {
    const { stdout } = await run('docker', ['exec', this.#id, '/opt/code/localstack/.venv/bin/python', '-c', program]);
    return stdout.trim();
  }

  /** What `docker logs` shows. */
  async log(): Promise<string> {
    const { stdout, stderr } = await run('docker', ['logs', this.#id]);
    return `${stdout}${stderr}`;
  }

  async remove(): Promise<void> {
    await run('docker', ['rm', '--force', '--volumes', this.#id]);
  }
}

function composeService(): ComposeService {
  const file: { readonly services: { readonly localstack: ComposeService } } = parse(
    readFileSync(COMPOSE_FILE, 'utf8'),
  );
  return file.services.localstack;
}
