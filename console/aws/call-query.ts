import { callRest } from './aws-call.ts';

/** Versions of the services that speak AWS's query protocol, by signing name. */
const VERSIONS = { iam: '2010-05-08', sts: '2011-06-15', sns: '2010-03-31' } as const;

export type QueryService = keyof typeof VERSIONS;

/** One action of a service that speaks AWS's query protocol; gives the answer's XML. */
export async function callQuery(
  service: QueryService,
  action: string,
  input: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Document> {
  const response = await callRest({
    service,
    operation: action,
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Action: action, Version: VERSIONS[service], ...input }).toString(),
    ...(signal === undefined ? {} : { signal }),
  });
  return parsedXml(await response.text());
}

/** XML of an answer; text of it is read with `textContent`, never put into the page as markup. */
export function parsedXml(text: string): Document {
  return new DOMParser().parseFromString(text, 'text/xml');
}
