import { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { ROOT_CREDENTIALS } from '../../../emulators/core/home-account.ts';
import { openDataFolder } from '../../../emulators/core/storage/data-folder.ts';
import { UserError } from '../../../emulators/core/user-error.ts';
import { servedEndpoint } from '../../rehearsal/served-endpoint.ts';
import { PROJECT_FOLDER } from '../../rehearsal/started-workflow.ts';
import { readLocalConfig } from '../local-config.ts';
import { runThenClose } from '../run-then-close.ts';
import type { ModelsCommand } from './models-table.ts';

type Place = Pick<ModelsCommand, 'dataFolder' | 'endpointUrl'> & { readonly region: string };

/** Does the work at the endpoint that is named or serves the data folder; without one it is served for as long as the work takes. */
export async function withModels(place: Place, work: (clients: AwsClients) => Promise<void>): Promise<void> {
  const endpointUrl = place.endpointUrl ?? (await servedEndpoint(place.dataFolder));
  if (endpointUrl === undefined) return servedHere(place, work);
  const clients = new AwsClients({ endpointUrl, region: place.region, credentials: ROOT_CREDENTIALS });
  try {
    await work(clients);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED')) throw cause;
    throw new UserError('NoEndpointError', `nothing answers at ${endpointUrl}`, { cause });
  } finally {
    clients.destroy();
  }
}

async function servedHere({ dataFolder, region }: Place, work: (clients: AwsClients) => Promise<void>): Promise<void> {
  const { endpoints } = await readLocalConfig(PROJECT_FOLDER);
  const folder = await openDataFolder(dataFolder);
  try {
    const { startEmbeddedCloud } = await import('../../clouds/embedded/embedded-cloud.ts');
    const cloud = await startEmbeddedCloud({ dataFolder: folder.path, region, port: 0, endpoints });
    await runThenClose(cloud, () => work(cloud.clients));
  } finally {
    await folder.release();
  }
}
