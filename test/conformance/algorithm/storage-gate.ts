import type { EmulatedService } from '../../../emulators/core/emulated-service.ts';
import type { WireRequest, WireResponse } from '../../../emulators/core/http/http-exchange.ts';
import { AwsError } from '../../../emulators/core/wire/aws-error.ts';
import { errorResponse } from '../../../emulators/s3/wire/error-document.ts';

type Fault = 'denied' | 'unavailable';

/** S3, as it answers a role that may not do something, or when it is down; the account itself is always served. */
export class StorageGate implements EmulatedService {
  readonly signingName = 's3';
  readonly #service: EmulatedService;
  readonly #accountKeyId: string;
  #fault: { readonly kind: Fault; readonly request: RegExp } | undefined;

  constructor(service: EmulatedService, accountKeyId: string) {
    this.#service = service;
    this.#accountKeyId = accountKeyId;
  }

  /** Requests of roles whose method and target, such as `GET /data/train/0/1.jpg`, fit are refused while `work` runs. */
  async while<T>(kind: Fault, request: RegExp, work: () => Promise<T>): Promise<T> {
    this.#fault = { kind, request };
    try {
      return await work();
    } finally {
      this.#fault = undefined;
    }
  }

  async handle(request: WireRequest): Promise<WireResponse> {
    const fault = this.#fault;
    const target = decodeURIComponent(request.target);
    if (
      fault === undefined ||
      request.accessKeyId === this.#accountKeyId ||
      !fault.request.test(`${request.method} ${target}`)
    ) {
      return this.#service.handle(request);
    }
    request.body.resume();
    const error =
      fault.kind === 'denied'
        ? new AwsError('AccessDenied', 403, 'Access Denied')
        : new AwsError('ServiceUnavailable', 503, 'Please reduce your request rate.');
    return errorResponse(error, request.method, request.requestId);
  }

  close(): Promise<void> {
    return this.#service.close();
  }
}
