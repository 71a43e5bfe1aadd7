import { createServer } from 'node:net';

/** Whether `address` is one of this machine's. Tried, not looked up: Node does not list the bridge's interface while no container runs. */
export function isOwnAddress(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });
}
