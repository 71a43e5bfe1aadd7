import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Docker's socket under another path, behind which the engine can seem to end and to come back. */
export class EngineRelay {
  readonly path: string;
  readonly #connections = new Set<Socket>();
  #server: Server | undefined;

  constructor(path: string) {
    this.path = path;
  }

  async start(): Promise<void> {
    const server = createServer((incoming) => {
      const outgoing = connect('/var/run/docker.sock');
      for (const [socket, other] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ] as const) {
        this.#connections.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#connections.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server.listen(this.path, resolve));
    this.#server = server;
  }

  /** As when the engine ends: every connection breaks, and no other is taken. */
  async stop(): Promise<void> {
    this.#server?.close();
    this.#server = undefined;
    for (const socket of this.#connections) socket.destroy();
    await rm(this.path, { force: true });
  }
}
