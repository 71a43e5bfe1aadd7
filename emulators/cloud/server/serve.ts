import { openDataFolder } from '../../core/storage/data-folder.ts';
import { type EmulatedCloudOptions, startEmulatedCloud } from '../emulated-cloud.ts';
import type { StartedCloud } from '../started-cloud.ts';
import { showConsole } from './show-console.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** 128 + SIGINT, as shells expect. */
const EXIT_INTERRUPTED = 130;

/** Serves until the first signal, then ends in order; a second one ends the process at once. Gives the exit status. */
export async function serve(options: EmulatedCloudOptions): Promise<number> {
  const interrupted = interruption();
  const folder = await openDataFolder(options.dataFolder);
  try {
    const cloud = await startEmulatedCloud(options);
    announce(cloud, options, await showConsole(cloud));
    await interrupted;
    await cloud.close();
  } finally {
    await folder.release();
  }
  return 0;
}

function interruption(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isEnding = false;
  const interrupt = () => {
    if (isEnding) process.exit(EXIT_INTERRUPTED);
    isEnding = true;
    resolve();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return promise;
}

function announce(
  { endpointUrl, region, clients }: StartedCloud,
  { services, beneath }: EmulatedCloudOptions,
  consoleUrl: string | undefined,
): void {
  const { accessKeyId, secretAccessKey } = clients.access.credentials;
  const lines = [
    `ready ${endpointUrl}`,
    ...(consoleUrl === undefined ? [] : [`console ${consoleUrl}`]),
    ...(services === undefined ? [] : [`serves ${services.join(', ')}; all else is ${beneath ?? 'refused'}`]),
    `export AWS_ENDPOINT_URL=${endpointUrl}`,
    `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    `export AWS_DEFAULT_REGION=${region}`,
    `export AWS_REGION=${region}`,
    'Ctrl-C ends it.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
