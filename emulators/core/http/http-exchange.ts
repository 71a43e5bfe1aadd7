import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { turnFor } from '../process/large-work.ts';

/** One HTTP request as a service sees it. The body is a stream that has not been read. */
export interface WireRequest {
  readonly method: string;
  /** Raw path and query as sent (still percent-encoded), such as `/bucket/a%20key?list-type=2`. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  /** Access key id of the SigV4 signature, from the header or a presigned query; absent for unsigned requests. */
  readonly accessKeyId?: string;
  readonly region: string;
  /** A fresh UUID; services put it where AWS puts its request id. */
  readonly requestId: string;
  /** Aborted when the client hangs up before the response has been sent. */
  readonly signal: AbortSignal;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is piped; it must carry exactly the bytes of `content-length` where that header is set. */
  readonly body?: string | Uint8Array | Readable;
}

/**
 * Collects a body of at most `maxBytes`; a larger one is refused before it fills the memory. What is left of it is thrown
 * away as it comes: a connection with an unread rest would take no further request, and its client could not finish sending.
 * A large one is given in a turn of its own.
 */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    total += bytes.length;
    if (total > maxBytes) break;
    chunks.push(bytes);
  }
  if (total > maxBytes) {
    body.resume();
    throw new BodyTooLargeError(maxBytes);
  }
  await turnFor(total);
  return Buffer.concat(chunks, total);
}

export class BodyTooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`request body is larger than ${maxBytes} bytes`);
    this.name = 'BodyTooLargeError';
  }
}
