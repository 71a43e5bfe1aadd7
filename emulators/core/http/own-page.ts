import type { WireRequest, WireResponse } from './http-exchange.ts';

/** A page of this process behind the services' port, for browsers that it has admitted itself. */
export interface OwnPage {
  /** What the path of all its requests begins with, such as `/_console/`: no other guard looks at them. */
  readonly path: string;
  /** An answer, or what a service is asked in the page's place. */
  answer(request: WireRequest): Promise<PageAnswer>;
}

export type PageAnswer =
  | { readonly response: WireResponse }
  | {
      /** As a client outside of the browser would send it. */
      readonly call: WireRequest;
    };

/** What a service answers may be an object of S3, that is anybody's HTML: no browser is to run it, nor to guess what it is. */
const INERT = { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' };

/** The answer with headers that keep a browser from running it at the address of the page. */
export function inert(response: WireResponse): WireResponse {
  return { ...response, headers: { ...response.headers, ...INERT } };
}
