import type { EmulatedService } from '../../emulators/core/emulated-service.ts';
import { openHttpListener } from '../../emulators/core/http/http-listener.ts';

export interface ServiceListener {
  readonly endpointUrl: string;
  /** Stops listening and closes every connection; the services stay open. */
  close(): Promise<void>;
}

/** Serves emulated services to real clients on a free loopback port; unsigned requests go to S3. */
export async function listenTo(...services: EmulatedService[]): Promise<ServiceListener> {
  const listener = await openHttpListener({ port: 0, host: '127.0.0.1', defaultRegion: 'us-east-1' });
  listener.serve(services);
  return listener;
}
