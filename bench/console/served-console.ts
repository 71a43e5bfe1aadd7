import { serveConsole } from '../../localstack/cli/console/serve-console.ts';
import { startCloud } from '../../localstack/index.ts';
import { endWithParent } from '../end-with-parent.ts';

// A process with an embedded cloud and its console: it says where both are, and to each message how much processor time it has taken.

endWithParent();
const cloud = await startCloud({ kind: 'embedded' });
const page = await serveConsole(cloud, {});
process.on('message', () => process.send?.(process.cpuUsage()));
process.send?.({ endpointUrl: cloud.endpointUrl, consoleUrl: page.url });
process.on('disconnect', () => void page.close().then(() => cloud.close()));
