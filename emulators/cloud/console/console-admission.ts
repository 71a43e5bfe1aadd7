import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Where the page is. Its cookie is sent to this path alone. */
export const CONSOLE_PATH = '/_console/';
/** Names of loopback: the page is for browsers of this machine. A name of the network could be pointed here by anybody. */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/**
 * The page sends it with its calls. Browsers that say nothing of where a request comes from, such as Safari before 16.4, send it for no
 * other page: that would need leave from here first, which nobody gets.
 */
export const CALL_HEADER = 'x-console-call';

/** What lets a browser in. */
export interface Admission {
  readonly secret: string;
  /** Of this port: browsers send the cookies of one port to the others of the machine. */
  readonly cookieName: string;
}

/** What a browser asks of the page; `refused` says why. */
export type Asked =
  | { readonly kind: 'enter' }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'call'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What is asked at a path below the page's. The secret in the address lets a browser in, which has the cookie from then on;
 * calls are the page's own only where the browser says so.
 */
export function askedOf(target: string, headers: IncomingHttpHeaders, admission: Admission): Asked {
  const { host = '', 'sec-fetch-site': site, 'sec-fetch-dest': destination, origin } = headers;
  if (!LOOPBACK_HOST.test(host)) return refused(`the header Host is '${host}', not 127.0.0.1 or localhost`);
  const path = target.slice(CONSOLE_PATH.length);
  const name = path.split('?')[0] ?? '';
  if (isSame(name.replace(/\/$/, ''), admission.secret)) return { kind: 'enter' };
  if (!isSame(cookieIn(headers, admission.cookieName), admission.secret)) {
    return refused('this browser has not been let in: open the address that was printed at the start');
  }
  if (origin !== undefined && origin !== `http://${host}`) return refused(`the header Origin is '${origin}'`);
  const isMarked = origin !== undefined || headers[CALL_HEADER] !== undefined;
  const isOwn = site === 'same-origin' || (site === undefined && isMarked);
  if (!name.includes('/')) {
    return isOwn || site === undefined || site === 'none'
      ? { kind: 'file', name }
      : refused(`the header Sec-Fetch-Site is '${String(site)}'`);
  }
  // An object of S3 that is opened at this address would be a page with all the rights of this one.
  if (!isOwn || (destination !== undefined && destination !== 'empty')) {
    return refused('calls are answered to the page alone');
  }
  return { kind: 'call', path };
}

function refused(reason: string): Asked {
  return { kind: 'refused', reason };
}

function cookieIn({ cookie = '' }: IncomingHttpHeaders, name: string): string {
  const pairs = cookie.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([one]) => one === name)?.[1] ?? '';
}

function isSame(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
