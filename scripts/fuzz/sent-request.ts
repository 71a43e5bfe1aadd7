/** A request as it goes over the wire; nothing of it need be right. */
export interface SentRequest {
  readonly method: string;
  readonly target: string;
  /** In this order, with whatever is repeated. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const SHOWN_BYTES = 2_000;

/** Its bytes; the length of the body is always true, since otherwise no answer could be awaited. */
export function bytesOf({ method, target, headers, body }: SentRequest): Buffer {
  const lines = [...headers, ['content-length', String(body.length)]].map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), body]);
}

/** For a reader, who wants to send it again. */
export function described({ method, target, headers, body }: SentRequest): string {
  const more = body.length > SHOWN_BYTES ? ` … (${body.length} bytes)` : '';
  const text = JSON.stringify(body.toString('latin1', 0, SHOWN_BYTES));
  return `${method} ${target.slice(0, SHOWN_BYTES)} ${JSON.stringify(headers).slice(0, SHOWN_BYTES)} ${text}${more}`;
}

export function headerOf({ headers }: Pick<SentRequest, 'headers'>, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
