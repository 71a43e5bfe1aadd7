import { spawn } from 'node:child_process';
import { join } from 'node:path';

const CONNECT = join(import.meta.dirname, 'connect-program.ts');
const SCRIPT = join(import.meta.dirname, '..', '..', '..', 'scripts', 'integration.ts');

export interface EndedProgram {
  readonly exitCode: number | null;
  readonly output: string;
}

/** What a user who is not root gets who connects to the engine at that socket. */
export async function connectAsPlainUser(socket: string): Promise<string> {
  return (await program(CONNECT, { DOCKER_HOST: `unix://${socket}` })).output.trim();
}

/** `npm run test:integration`. */
export function runIntegrationScript(environment: Readonly<Record<string, string>>): Promise<EndedProgram> {
  return program(SCRIPT, environment);
}

function program(path: string, environment: Readonly<Record<string, string>>): Promise<EndedProgram> {
  const child = spawn(process.execPath, [path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data;
    });
  }
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}
