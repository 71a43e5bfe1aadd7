import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** One connection of HTTP/1.1 that sends bytes as they are: an HTTP client would refuse to write half of what is sent here. */
export class RawConnection {
  readonly #port: number;
  #socket: Socket | undefined;
  #received = Buffer.alloc(0);
  #listener: (() => void) | undefined;

  constructor(endpointUrl: string) {
    this.#port = Number(new URL(endpointUrl).port);
  }

  /** The answer; `closed` where the connection ends without one, `silent` where none has come in time (it is hung up then). */
  async send(bytes: Buffer, isHead: boolean, deadlineMs: number): Promise<RawAnswer | 'closed' | 'silent'> {
    const socket = this.#open();
    const answered = Promise.withResolvers<RawAnswer | 'closed' | 'silent'>();
    const timer = setTimeout(() => answered.resolve('silent'), deadlineMs);
    this.#listener = () => {
      const answer = answerIn(this.#received, isHead, socket.destroyed);
      if (answer !== undefined) answered.resolve(answer);
      else if (socket.destroyed) answered.resolve('closed');
    };
    socket.write(bytes);
    if (socket.destroyed) this.#listener();
    const answer = await answered.promise;
    clearTimeout(timer);
    this.#listener = undefined;
    // A refusal of the parser itself ends the connection, too.
    if (typeof answer === 'string' || /\r\nconnection: close\r\n/i.test(this.#received.toString('latin1', 0, 4096))) {
      this.close();
    }
    this.#received = Buffer.alloc(0);
    return answer;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open(): Socket {
    if (this.#socket !== undefined && !this.#socket.destroyed) return this.#socket;
    const socket = connect(this.#port, '127.0.0.1');
    this.#socket = socket;
    const isCurrent = () => this.#socket === socket;
    socket.on('data', (chunk) => {
      if (!isCurrent()) return;
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#listener?.();
    });
    socket.on('end', () => socket.destroy());
    socket.on('close', () => isCurrent() && this.#listener?.());
    socket.on('error', () => undefined);
    return socket;
  }
}

function answerIn(received: Buffer, isHead: boolean, isOver: boolean): RawAnswer | undefined {
  const end = received.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  const rest = received.subarray(end + HEAD_END.length);
  if (status === 100) return answerIn(rest, isHead, isOver);
  if (isHead || status === 204 || status === 304) return { status, body: Buffer.alloc(0) };
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return rest.length >= Number(length) ? { status, body: rest } : undefined;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return isOver ? { status, body: rest } : undefined;
  return rest.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) ? { status, body: rest } : undefined;
}
