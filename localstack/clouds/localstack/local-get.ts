import { Agent, request } from 'node:http';

const REQUEST_TIMEOUT_MS = 5_000;

/** GET of a JSON document on this machine, past any proxy that the environment names; undefined when nothing answers with 200. */
export function getJson(url: string): Promise<unknown> {
  return new Promise((resolve) => {
    const agent = new Agent();
    const done = (value: unknown) => {
      agent.destroy();
      resolve(value);
    };
    const outgoing = request(url, { agent, timeout: REQUEST_TIMEOUT_MS }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('error', () => done(undefined));
      incoming.on('end', () => done(incoming.statusCode === 200 ? parsed(text) : undefined));
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => done(undefined));
    outgoing.end();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
