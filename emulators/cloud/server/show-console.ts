import { createConsolePage } from '../console/console-page.ts';
import { prebuiltFiles } from '../console/prebuilt-files.ts';
import type { StartedCloud } from '../started-cloud.ts';

/** Serves the console that the package brings; gives its address. Undefined in the repository, and where other machines reach the port. */
export async function showConsole(cloud: StartedCloud): Promise<string | undefined> {
  const files = await prebuiltFiles();
  if (files === undefined || cloud.servePage === undefined) return undefined;
  const { endpointUrl, region, accountId } = cloud;
  const session = { endpointUrl, region, accountId, cloud: 'emulators' };
  const page = createConsolePage({ session, files: async () => files, port: Number(new URL(endpointUrl).port) });
  cloud.servePage(page);
  return `${endpointUrl}${page.entrance}`;
}
