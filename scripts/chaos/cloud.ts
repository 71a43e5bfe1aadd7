import { startEmbeddedCloud } from '../../localstack/clouds/embedded/embedded-cloud.ts';

// What `npm run chaos` kills: the embedded cloud on the data folder that is its argument. It says where it answers.

const [dataFolder = ''] = process.argv.slice(2);
const { endpointUrl } = await startEmbeddedCloud({ dataFolder, region: 'us-east-1', port: 0 });
process.stdout.write(`${endpointUrl}\n`);
