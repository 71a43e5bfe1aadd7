export type { StartedCloud } from '../emulators/cloud/started-cloud.ts';
export { AwsClients } from '../emulators/core/aws-clients.ts';
export { UserError } from '../emulators/core/user-error.ts';
export { FaultMenu } from '../emulators/sagemaker/faults/fault-menu.ts';
export { DeployError, type StackOutputs } from './deploy/deploy-program.ts';
export { DeployedStack, type DeployStackOptions } from './testing/deployed-stack.ts';
export type { LocalCloud } from './testing/local-cloud.ts';
export { type EmbeddedOptions, type LocalStackOptions, startCloud } from './testing/start-cloud.ts';
export { StartedExecution } from './testing/started-execution.ts';
