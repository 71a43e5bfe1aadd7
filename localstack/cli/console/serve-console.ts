import {
  type ConsolePage,
  type ConsoleSession,
  createConsolePage,
} from '../../../emulators/cloud/console/console-page.ts';
import { forwardedService } from '../../../emulators/cloud/forwarding/forwarded-service.ts';
import { SERVICES } from '../../../emulators/cloud/service-names.ts';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import type { EmulatedService } from '../../../emulators/core/emulated-service.ts';
import { openHttpListener } from '../../../emulators/core/http/http-listener.ts';
import { bundleConsole } from './bundle-console.ts';

export interface ServedConsole {
  /** With the secret that lets a browser in. */
  readonly url: string;
  close(): Promise<void>;
}

const OWN_PATH = '/_rehearsal/';
const LOOPBACK = '127.0.0.1';

/** Serves the page behind the cloud's own port, or, where that is LocalStack's, behind one that hands its calls on. */
export async function serveConsole(
  cloud: StartedCloud,
  outputs: Readonly<Record<string, unknown>>,
): Promise<ServedConsole> {
  const { endpointUrl, region, accountId } = cloud;
  const isOurs = cloud.servePage !== undefined;
  const session = { endpointUrl, region, accountId, cloud: isOurs ? 'emulators' : 'LocalStack', outputs };
  if (cloud.servePage === undefined) return serveBeside(session);
  const page = consolePage(session, endpointUrl);
  cloud.servePage(page);
  return { url: `${endpointUrl}${page.entrance}`, close: async () => undefined };
}

function consolePage(session: ConsoleSession, endpointUrl: string): ConsolePage {
  return createConsolePage({ session, files: bundleConsole, port: Number(new URL(endpointUrl).port) });
}

async function serveBeside(session: ConsoleSession): Promise<ServedConsole> {
  const listener = await openHttpListener({ port: 0, host: LOOPBACK, defaultRegion: session.region });
  const services = Object.values(SERVICES)
    .flat()
    .map((signingName) => withoutSignature(forwardedService(signingName, session.endpointUrl)));
  const page = consolePage(session, listener.endpointUrl);
  listener.servePage(page);
  listener.serve(services);
  const close = async () => {
    await listener.close();
    await Promise.all(services.map((service) => service.close()));
  };
  return { url: `${listener.endpointUrl}${page.entrance}`, close };
}

/** What is asked below `/_rehearsal/` is no operation: LocalStack would look for one in whatever is signed. */
function withoutSignature(service: EmulatedService): EmulatedService {
  return {
    ...service,
    handle: (request) => {
      if (!request.target.startsWith(OWN_PATH)) return service.handle(request);
      const { authorization: _, ...headers } = request.headers;
      return service.handle({ ...request, headers });
    },
  };
}
