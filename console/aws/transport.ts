import { askPage } from './ask-page.ts';

/** Sends a call: by its service's signing name and its path, percent-encoded and with its query. */
export type Transport = (service: string, path: string, init: RequestInit) => Promise<Response>;

/** To this page's server, which signs it, unless something else was set. */
let current: Transport = (service, path, init) => {
  const headers = new Headers(init.headers);
  // By this the server knows the page's own calls, where the browser does not say whose they are.
  headers.set('x-console-call', '1');
  return askPage(`aws/${service}${path}`, { ...init, headers });
};

/** A report is written without a page's server. Gives what sent before. */
export function sendBy(transport: Transport): Transport {
  const before = current;
  current = transport;
  return before;
}

export function send(service: string, path: string, init: RequestInit): Promise<Response> {
  return current(service, path, init);
}
