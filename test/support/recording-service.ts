import {
  type EmulatedService,
  readBody,
  type WireRequest,
  type WireResponse,
} from '../../emulators/core/http/http-exchange.ts';

/** A service that answers every request with `respond` and keeps what it was asked, in order. */
export class RecordingService implements EmulatedService {
  readonly signingName: string;
  readonly requests: { readonly method: string; readonly target: string; readonly body: string }[] = [];
  readonly #respond: (request: WireRequest) => WireResponse;

  constructor(signingName: string, respond: (request: WireRequest) => WireResponse) {
    this.signingName = signingName;
    this.#respond = respond;
  }

  async handle(request: WireRequest): Promise<WireResponse> {
    const body = (await readBody(request.body, 1_000_000)).toString('utf8');
    this.requests.push({ method: request.method, target: request.target, body });
    return this.#respond(request);
  }

  async close(): Promise<void> {}
}
