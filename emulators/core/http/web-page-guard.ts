import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * Names that nobody can make point here: those of loopback, those of the host that container engines give, and AWS's, which the
 * proxy answers for. Other names of one label, of `.local` or of `.internal` are whoever's the local network says.
 */
const OWN_NAME =
  /^(?:localhost|(?:host|gateway)\.docker\.internal|host\.containers\.internal|.+\.(?:localhost|amazonaws\.com|amazonaws\.com\.cn|api\.aws|localhost\.localstack\.cloud))$/;
/** What an image or a link of a page can ask for without harm: it cannot read the answer. */
const READS = /^(?:Get|List|Describe)[A-Z]/;
/** What browsers say of a request that no page made, such as an address that was typed. */
const NO_PAGE = 'none';

/**
 * Why a request is refused that a web page may have made, or undefined. Loopback is open to every page that the user
 * visits, and signatures are not verified: without this, a page could create and invoke a function, that is run programs here.
 * `hostNames`, in small letters, are further names that the user vouches for, such as that of a compose service.
 */
export function webPageRefusal(
  headers: IncomingHttpHeaders,
  method = 'GET',
  target = '/',
  hostNames: readonly string[] = [],
): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined) return refusal(`the header Origin is '${origin}'`);
  if (site !== undefined && site !== NO_PAGE) return refusal(`the header Sec-Fetch-Site is '${String(site)}'`);
  const action = urlAction(headers, method, target);
  if (action !== undefined) return refusal(`${action} is asked for by URL alone, without the header Authorization`);
  return isOwnName(host, hostNames)
    ? undefined
    : refusal(
        `the header Host is '${host}', a name that may be any page's (localhost and addresses such as 127.0.0.1 are not; --host-names takes more)`,
      );
}

/** An operation of the query protocol that changes something and needs no more than a URL. Browsers send no Origin with an image. */
function urlAction({ authorization }: IncomingHttpHeaders, method: string, target: string): string | undefined {
  const query = target.indexOf('?');
  if (method === 'POST' || authorization !== undefined || query < 0) return undefined;
  const actions = new URLSearchParams(target.slice(query)).getAll('Action');
  return actions.find((action) => !READS.test(action));
}

/** Whether the name is one below loopback's or AWS's, such as that of a bucket: what is asked there is a service's. */
export function isNameOfService({ host = '' }: IncomingHttpHeaders): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return name !== 'localhost' && OWN_NAME.test(name);
}

function isOwnName(host: string, hostNames: readonly string[]): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (hostNames.includes(name)) return true;
  return name === '' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || OWN_NAME.test(name.replace(/\.$/, ''));
}

function refusal(reason: string): string {
  return `[rehearsal] requests of web pages are refused, since any page could send them, and ${reason}: call with the AWS CLI or an SDK outside of the browser, at the address that was printed`;
}
