import type { Json, JsonRecord } from '../language/json.ts';

/** Header names as AWS's task results spell them; HTTP itself does not care about letter case. */
const SPELLING = new Map(
  [
    'X-Amz-Executed-Version',
    'X-Amz-Log-Result',
    'X-Amzn-Trace-Id',
    'x-amzn-RequestId',
    'x-amzn-Remapped-Content-Length',
    'Connection',
    'Content-Length',
    'Content-Type',
    'Date',
  ].map((name) => [name.toLowerCase(), name]),
);

/** What the local HTTP server adds for the connection and AWS's results do not show. */
const LOCAL = new Set(['keep-alive', 'transfer-encoding']);

interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

function isHttpResponse(value: unknown): value is HttpResponse {
  return typeof value === 'object' && value !== null && 'statusCode' in value && 'headers' in value;
}

/** `SdkHttpMetadata` and `SdkResponseMetadata` as in the results of optimized integrations. */
export function sdkMetadata(response: unknown, requestId: string | undefined): JsonRecord {
  const { statusCode, headers } = isHttpResponse(response) ? response : { statusCode: 200, headers: {} };
  const spelled = Object.entries(headers)
    .filter(([name]) => !LOCAL.has(name.toLowerCase()))
    .map(([name, value]): [string, string] => [SPELLING.get(name.toLowerCase()) ?? name, value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const all: Json = Object.fromEntries(spelled.map(([name, value]) => [name, [value]]));
  return {
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: Object.fromEntries(spelled), HttpStatusCode: statusCode },
    SdkResponseMetadata: { RequestId: requestId ?? '' },
  };
}
