import type { EmulatedService } from '../../emulators/core/emulated-service.ts';
import { readBody, type WireRequest, type WireResponse } from '../../emulators/core/http/http-exchange.ts';

/** A service that answers every request with `respond` and keeps what it was asked, in order. */
export class RecordingService implements EmulatedService {
  readonly signingName: string;
  /** Takes what is not signed, too. */
  readonly pathPrefix = '/';
  readonly requests: { readonly method: string; readonly target: string; readonly body: string }[] = [];
  readonly targetPrefix: string;
  readonly #respond: (request: WireRequest) => WireResponse;

  constructor(signingName: string, respond: (request: WireRequest) => WireResponse, targetPrefix = signingName) {
    this.signingName = signingName;
    this.targetPrefix = targetPrefix;
    this.#respond = respond;
  }

  async handle(request: WireRequest): Promise<WireResponse> {
    const body = (await readBody(request.body, 1_000_000)).toString('utf8');
    this.requests.push({ method: request.method, target: request.target, body });
    return this.#respond(request);
  }

  async close(): Promise<void> {}
}
