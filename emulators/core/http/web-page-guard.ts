import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** Names that nobody can make point here: AWS's, which the proxy answers for, and those that no public name server serves. */
const OWN_NAME =
  /^(?:[^.]+|.+\.(?:localhost|local|internal|amazonaws\.com|amazonaws\.com\.cn|api\.aws|localhost\.localstack\.cloud))$/;
/** What browsers say of a request that no page made, such as an address that was typed. */
const NO_PAGE = 'none';

/**
 * Why a request is refused that a web page may have made, or undefined. Loopback is open to every page that the user
 * visits, and signatures are not verified: without this, a page could create and invoke a function, that is run programs here.
 */
export function webPageRefusal(headers: IncomingHttpHeaders): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined) return refusal(`the header Origin is '${origin}'`);
  if (site !== undefined && site !== NO_PAGE) return refusal(`the header Sec-Fetch-Site is '${String(site)}'`);
  return isOwnName(host) ? undefined : refusal(`the header Host is '${host}', a name that may be any page's`);
}

function isOwnName(host: string): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return name === '' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || OWN_NAME.test(name.replace(/\.$/, ''));
}

function refusal(reason: string): string {
  return `[rehearsal] requests of web pages are refused, since any page could send them, and ${reason}: call with the AWS CLI or an SDK outside of the browser, at the address that was printed`;
}
