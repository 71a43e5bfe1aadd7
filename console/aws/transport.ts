/** Sends a call: by its service's signing name and its path, percent-encoded and with its query. */
export type Transport = (service: string, path: string, init: RequestInit) => Promise<Response>;

/** To this page's server, which signs it, unless something else was set. */
let current: Transport = (service, path, init) => fetch(`aws/${service}${path}`, init);

/** A report is written without a page's server. */
export function sendBy(transport: Transport): void {
  current = transport;
}

export function send(service: string, path: string, init: RequestInit): Promise<Response> {
  return current(service, path, init);
}
