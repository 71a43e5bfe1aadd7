import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { EmulatedService } from '../../../emulators/core/emulated-service.ts';
import type { WireResponse } from '../../../emulators/core/http/http-exchange.ts';
import type { Members, RunningApi } from './conformed-api.ts';

export interface JsonTarget {
  readonly prefix: string;
  readonly version: '1.0' | '1.1';
}

/** Sends inputs as AWS JSON to a service over an empty folder. */
export async function startJson(
  { prefix, version }: JsonTarget,
  create: (dataFolder: string) => EmulatedService | Promise<EmulatedService>,
): Promise<RunningApi> {
  return startApi(create, async (service, operation, input) => {
    const response = await send(service, {
      headers: { 'x-amz-target': `${prefix}.${operation}`, 'content-type': `application/x-amz-json-${version}` },
      body: JSON.stringify(input),
    });
    const { __type: code, message = '' } = JSON.parse(String(response.body)) as { __type?: string; message?: string };
    return { status: response.status, code, message };
  });
}

export async function startApi(
  create: (dataFolder: string) => EmulatedService | Promise<EmulatedService>,
  call: (service: EmulatedService, operation: string, input: Members) => ReturnType<RunningApi['call']>,
): Promise<RunningApi> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const service = await create(folder);
  return {
    call: (operation, input) => call(service, operation, input),
    [Symbol.asyncDispose]: async () => {
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface SentRequest {
  readonly method?: string;
  readonly target?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function send(service: EmulatedService, request: SentRequest): Promise<WireResponse> {
  return service.handle({
    method: request.method ?? 'POST',
    target: request.target ?? '/',
    headers: request.headers,
    body: Readable.from([request.body]),
    accessKeyId: 'test',
    region: 'us-east-1',
    requestId: '00000000-0000-0000-0000-000000000000',
    signal: new AbortController().signal,
  });
}
