// What somebody writes in TypeScript against the declarations alone; it is compiled, strictly, and not run.
import {
  type EmulatedCloudOptions,
  FaultMenu,
  type StartedCloud,
  startEmulatedCloud,
} from 'sagemaker-workflow-emulators';
import { type DeployedStack, type LocalCloud, type StartedExecution, startCloud } from 'sagemaker-workflow-rehearsal';

const options: EmulatedCloudOptions = { dataFolder: '.local', region: 'us-east-1', port: 0, services: ['s3', 'iam'] };
const emulated: StartedCloud = await startEmulatedCloud(options);
const url: string = emulated.endpointUrl;

await using embedded: LocalCloud = await startCloud({ kind: 'embedded', faults: new FaultMenu(), quotas: {} });
await using stack: DeployedStack = await embedded.deploy(async () => ({ url }), { config: { epochs: 1 } });
const run: StartedExecution = await stack.startExecution('stateMachineArn', {});
const status: string | undefined = (await run.ended()).status;

const localStack = await startCloud({ kind: 'localstack' });
const version: string = localStack.version;

// @ts-expect-error: there is no such kind of cloud
await startCloud({ kind: 'azure' });
// @ts-expect-error: nor such a service
await startEmulatedCloud({ ...options, services: ['sqs'] });

export const told = [status, version];
