import { request } from 'node:http';

const ANSWER_DEADLINE_MS = 10_000;

/** `silent`: it takes connections, and then nothing comes. */
export type PingAnswer = 'answered' | 'refused' | 'silent';

/**
 * Whether something at DOCKER_HOST speaks HTTP. `answered` also for what cannot be asked here without the user's keys or
 * programs (TLS, ssh): that is left to whoever connects.
 */
export async function pingDocker(dockerHost: string): Promise<PingAnswer> {
  const url = URL.parse(dockerHost);
  if (url?.protocol === 'unix:') return ping({ socketPath: decodeURIComponent(url.pathname) });
  const plain = url?.protocol === 'tcp:' && process.env['DOCKER_TLS_VERIFY'] === undefined;
  return plain ? ping({ host: url.hostname, port: url.port }) : 'answered';
}

function ping(where: { socketPath: string } | { host: string; port: string }): Promise<PingAnswer> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWER_DEADLINE_MS);
    const outgoing = request({ ...where, path: '/_ping', signal, agent: false }, (incoming) => {
      incoming.resume();
      resolve('answered');
    });
    outgoing.on('error', () => resolve(signal.aborted ? 'silent' : 'refused'));
    outgoing.end();
  });
}
