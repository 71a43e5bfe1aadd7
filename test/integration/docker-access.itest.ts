import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { connectAsPlainUser, runIntegrationScript } from './support/docker-users.ts';

describe('a Docker that cannot be used', () => {
  const folder = useTemporaryFolder();
  let server: Server | undefined;
  const connections = new Set<Socket>();

  afterEach(async () => {
    for (const connection of connections) connection.destroy();
    await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
    server = undefined;
  });

  /** A socket that takes connections and says nothing. */
  const silentSocket = async (): Promise<string> => {
    const path = join(folder(), 'docker.sock');
    server = createServer((connection) => connections.add(connection));
    await new Promise<void>((resolve) => server?.listen(path, resolve));
    chmodSync(folder(), 0o755);
    chmodSync(path, 0o666);
    return path;
  };

  it('since the user may not: says how to get the permission', async () => {
    const path = await silentSocket();
    chmodSync(path, 0o000);
    expect(await connectAsPlainUser(path)).to.equal(
      `ContainerError: Docker is there, but this user may not use it (EACCES on ${path}). Add the user to the group docker (sudo usermod -aG docker $USER, then log in again).`,
    );
  });

  it('since it is stuck: says so after some seconds', async () => {
    const path = await silentSocket();
    expect(await connectAsPlainUser(path)).to.match(
      new RegExp(`^ContainerError: Docker does not answer at ${path}\\. Install Docker \\(https://`),
    );
  });

  it('since it is not there: `npm run test:integration` fails at once, and says what is missing and how to get it', async () => {
    const path = join(folder(), 'nothing.sock');
    const { exitCode, output } = await runIntegrationScript({ DOCKER_HOST: `unix://${path}` });
    expect(output).to.match(
      new RegExp(
        `^Docker was not found: there is no ${path}\\. Install Docker \\(https://docs\\.docker\\.com/get-docker/\\)`,
      ),
    );
    expect(exitCode).to.equal(1);
  });

  it('since it does not run: says to start it', async () => {
    const path = join(folder(), 'stale.sock');
    writeFileSync(path, '');
    const { exitCode, output } = await runIntegrationScript({ DOCKER_HOST: `unix://${path}` });
    expect(output).to.match(/^Docker is not running: nothing answers at .*stale\.sock\. Start it/);
    expect(exitCode).to.equal(1);
  });
});
