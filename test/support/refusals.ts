import { Readable } from 'node:stream';
import {
  type EmulatedService,
  readBody,
  type WireRequest,
  type WireResponse,
} from '../../localstack/emulators/http-exchange.ts';

const MAX_BODY_BYTES = 1_000_000;

/** Calls of a service with the JSON protocol that are answered with an error in the service's place. */
export interface Refusal {
  /** Such as `CreateTrainingJob`. */
  readonly operation: string;
  readonly matches: (input: Readonly<Record<string, unknown>>) => boolean;
  readonly code: string;
  readonly message: string;
}

/** Stands in front of emulated services and refuses what tests want to be refused, as a service under load does. */
export class Refusals {
  readonly #refusals: Refusal[] = [];

  /** From now on; for good. */
  add(refusal: Refusal): void {
    this.#refusals.push(refusal);
  }

  readonly inFrontOf = (service: EmulatedService): EmulatedService => ({
    signingName: service.signingName,
    close: () => service.close(),
    handle: async (request) => {
      const operation = String(request.headers['x-amz-target']).split('.').pop();
      const refusals = this.#refusals.filter((refusal) => refusal.operation === operation);
      if (refusals.length === 0) return service.handle(request);
      const body = await readBody(request.body, MAX_BODY_BYTES);
      const input: Readonly<Record<string, unknown>> = JSON.parse(body.toString('utf8'));
      const refusal = refusals.find(({ matches }) => matches(input));
      return refusal === undefined
        ? service.handle({ ...request, body: Readable.from([body]) })
        : refused(refusal, request);
    },
  });
}

function refused({ code, message }: Refusal, { requestId }: WireRequest): WireResponse {
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId },
    body: JSON.stringify({ __type: code, message }),
  };
}
