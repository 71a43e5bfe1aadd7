import { mkdtemp, rm } from 'node:fs/promises';
import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { createS3Service } from '../../../../emulators/s3/s3-service.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** A body without Content-Length. */
  readonly chunks?: readonly string[];
  /** Keeps connections; without it every request has its own. */
  readonly agent?: Agent;
}

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
export const ACCOUNT_ID = '000000000000';

/** An S3 service over a temporary folder, with an SDK client (one attempt, so that refusals are seen) and raw HTTP. */
export class S3Fixture {
  readonly dataFolder: string;
  readonly #region: string;
  #listener: ServiceListener;
  client: S3Client;

  private constructor(dataFolder: string, region: string, listener: ServiceListener) {
    this.dataFolder = dataFolder;
    this.#region = region;
    this.#listener = listener;
    this.client = this.newClient();
  }

  static async start(region = 'us-east-1'): Promise<S3Fixture> {
    const dataFolder = await mkdtemp(join(tmpdir(), 's3-test-'));
    return new S3Fixture(dataFolder, region, await listen(dataFolder, region));
  }

  newClient(config: S3ClientConfig = {}): S3Client {
    const endpoint = this.#listener.endpointUrl;
    const base = { endpoint, region: this.#region, credentials: CREDENTIALS, forcePathStyle: true, maxAttempts: 1 };
    return new S3Client({ ...base, ...config });
  }

  /** A new service over the same folder, as after the process was killed. */
  async restart(): Promise<void> {
    await this.#stop();
    this.#listener = await listen(this.dataFolder, this.#region);
    this.client = this.newClient();
  }

  async close(): Promise<void> {
    await this.#stop();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  async #stop(): Promise<void> {
    this.client.destroy();
    await this.#listener.close();
  }

  get endpoint(): URL {
    return new URL(this.#listener.endpointUrl);
  }

  send(request: RawRequest): Promise<RawResponse> {
    const { method, target, headers = {}, body, chunks: bodyChunks = [], agent = false } = request;
    const { hostname, port } = this.endpoint;
    const length = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
    return new Promise((resolve, reject) => {
      const options = { hostname, port, method, path: target, headers: { ...length, ...headers }, agent };
      const outgoing = httpRequest(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
        });
      });
      outgoing.on('error', reject);
      for (const chunk of bodyChunks) outgoing.write(chunk);
      outgoing.end(body);
    });
  }
}

async function listen(dataFolder: string, region: string): Promise<ServiceListener> {
  return listenTo(createS3Service({ dataFolder, region, accountId: ACCOUNT_ID }));
}

/** The AWS error that a call is refused with, as `<name>: <message>`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    expect(error).to.be.instanceOf(Error);
    return error instanceof Error ? `${error.name}: ${error.message}` : '';
  }
  throw new Error('the call was not refused');
}

/** The text of an element in an XML answer. */
export function element(response: RawResponse, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(response.text)?.[1];
}
