import { request } from 'node:http';

const ANSWER_DEADLINE_MS = 10_000;

/**
 * Whether something at DOCKER_HOST answers HTTP. True also for what cannot be asked here without the user's keys or
 * programs (TLS, ssh): that is left to whoever connects.
 */
export function answersPing(dockerHost: string): Promise<boolean> {
  const url = URL.parse(dockerHost);
  if (url?.protocol === 'unix:') return answers({ socketPath: decodeURIComponent(url.pathname) });
  const plain = url?.protocol === 'tcp:' && process.env['DOCKER_TLS_VERIFY'] === undefined;
  return plain ? answers({ host: url.hostname, port: url.port }) : Promise.resolve(true);
}

function answers(where: { socketPath: string } | { host: string; port: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWER_DEADLINE_MS);
    const outgoing = request({ ...where, path: '/_ping', signal, agent: false }, (incoming) => {
      incoming.resume();
      resolve(true);
    });
    outgoing.on('error', () => resolve(false));
    outgoing.end();
  });
}
