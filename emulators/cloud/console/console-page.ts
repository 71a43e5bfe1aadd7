import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ROOT_CREDENTIALS } from '../../core/home-account.ts';
import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import type { OwnPage, PageAnswer } from '../../core/http/own-page.ts';
import { type Admission, askedOf, CONSOLE_PATH } from './console-admission.ts';
import { type ConsoleFiles, PAGE_FILE } from './console-files.ts';

/** What the page must know to be a client: it asks for it at `session`. */
export interface ConsoleSession {
  readonly endpointUrl: string;
  readonly region: string;
  readonly accountId: string;
  /** What answers, in words, such as `emulators` or `LocalStack 4.9`. */
  readonly cloud: string;
  /** Outputs of the program that is deployed, where there is one. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface ConsoleOptions {
  readonly session: ConsoleSession;
  /** Called when the page is first asked for. */
  readonly files: () => Promise<ConsoleFiles>;
  /** Of the port that it is behind. */
  readonly port: number;
}

/** A page that is served, and the address by which a browser gets in. */
export interface ConsolePage extends OwnPage {
  /** Of a browser's first request, below the endpoint's URL. */
  readonly entrance: string;
}

const SECRET_BYTES = 24;
/** `aws/<signing name>/<path of the call>`. */
const CALL = /^aws\/([a-z0-9-]+)(\/.*)$/;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const GUARDS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
/** What a browser says of itself and of the page: no service needs it, and another emulator may refuse it. */
const OF_BROWSERS = /^(?:cookie|x-console-call|origin|referer|sec-.*|accept-language|upgrade-insecure-requests)$/;

/** The page, with a secret of its own. Its calls are the account's root's, as those of any client with keys that STS did not issue. */
export function createConsolePage({ session, files, port }: ConsoleOptions): ConsolePage {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const admission: Admission = { secret, cookieName: `console-${port}` };
  const loading = onceLoaded(files);
  return {
    path: CONSOLE_PATH,
    entrance: `${CONSOLE_PATH}${secret}/`,
    answer: async (request) => {
      const asked = askedOf(request.target, request.headers, admission);
      if (asked.kind === 'call') return serviceCall(request, asked.path, session);
      // Unread, it would keep the connection from taking a further request.
      request.body.resume();
      if (asked.kind === 'refused') return refusal(403, asked.reason);
      if (request.method !== 'GET') return refusal(405, `${request.method} is not known here`);
      if (asked.kind === 'enter') return { response: entered(request.headers, admission) };
      if (asked.name === 'session') return { response: json(session) };
      return await loading().then(
        (loaded) => file(asked.name === '' ? PAGE_FILE : asked.name, loaded),
        (error: unknown) => refusal(500, `it could not be loaded: ${error instanceof Error ? error.message : error}`),
      );
    },
  };
}

/** A failure to load is that of one request; the next one tries again. */
function onceLoaded(files: () => Promise<ConsoleFiles>): () => Promise<ConsoleFiles> {
  let loading: Promise<ConsoleFiles> | undefined;
  return async () => {
    loading ??= files();
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
}

function entered({ 'sec-fetch-site': site }: IncomingHttpHeaders, { secret, cookieName }: Admission): WireResponse {
  const cookie = `${cookieName}=${secret}; Path=${CONSOLE_PATH}; HttpOnly; SameSite=Strict`;
  const headers = { ...GUARDS, 'set-cookie': cookie };
  if (site === undefined || site === 'none') return { status: 303, headers: { ...headers, location: CONSOLE_PATH } };
  // Followed from another page, such as a terminal in a browser: a redirect would count as that page's and come without the cookie.
  const body = `<!doctype html><title>Console</title><meta http-equiv="refresh" content="0; url=${CONSOLE_PATH}">\n`;
  return { status: 200, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body };
}

function file(name: string, files: ConsoleFiles): PageAnswer {
  const found = files.get(name);
  if (found === undefined) return refusal(404, `the console has no file ${JSON.stringify(name)}`);
  return { response: { status: 200, headers: { ...GUARDS, 'content-type': found.type }, body: found.body } };
}

function json(value: object): WireResponse {
  return { status: 200, headers: { ...GUARDS, 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function refusal(status: number, reason: string): PageAnswer {
  const headers = { ...GUARDS, 'content-type': 'text/plain; charset=utf-8' };
  return { response: { status, headers, body: `[rehearsal] console: ${reason}\n` } };
}

function serviceCall(request: WireRequest, path: string, { region }: ConsoleSession): PageAnswer {
  const [, signingName, target] = CALL.exec(path) ?? [];
  if (signingName === undefined || target === undefined) {
    request.body.resume();
    return refusal(404, `there is nothing at ${JSON.stringify(path)}; calls go to aws/<signing name>/`);
  }
  const { accessKeyId } = ROOT_CREDENTIALS;
  const kept = Object.entries(request.headers).filter(([name]) => !OF_BROWSERS.test(name));
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const scope = `${accessKeyId}/${day}/${region}/${signingName}/aws4_request`;
  // Local AWSs do not verify signatures; whose call it is they read here.
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=console`;
  const headers = { ...Object.fromEntries(kept), authorization };
  return { call: { ...request, target, headers, accessKeyId, region } };
}
