interface Early {
  readonly answer: Promise<Response>;
  readonly askedMs: number;
}

/** For as long an answer is taken as one of now. */
const FRESH_MS = 5_000;

const early = new Map<string, Early>();
let isAhead = false;

/** Asks this page's server. An answer that was asked for ahead is given once: whoever asks again wants news. */
export function askPage(path: string, init: RequestInit = {}): Promise<Response> {
  const key = keyOf(path, init);
  if (isAhead) {
    const answer = fetch(path, init).then(read);
    // Whoever takes it hears of its failure.
    answer.catch(() => undefined);
    early.set(key, { answer, askedMs: performance.now() });
    return new Promise(() => undefined);
  }
  const known = early.get(key);
  early.delete(key);
  return known !== undefined && performance.now() - known.askedMs < FRESH_MS ? known.answer : fetch(path, init);
}

/** Sends what `ask` sends before it waits, for whoever asks the same soon after; `ask` itself gets no answer. */
export function askAhead(ask: () => Promise<unknown>): void {
  isAhead = true;
  try {
    void ask();
  } finally {
    isAhead = false;
  }
}

/** Resolves when all that was asked for ahead has been answered, or has failed. */
export async function answeredAhead(): Promise<void> {
  await Promise.allSettled([...early.values()].map(({ answer }) => answer));
}

/** Its body is there when it is taken. */
async function read(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = await response.text();
  return new Response(body === '' ? null : body, { status, statusText, headers });
}

function keyOf(path: string, { method = 'GET', headers, body }: RequestInit): string {
  return JSON.stringify([method, path, [...new Headers(headers)], typeof body === 'string' ? body : '']);
}
