export { type EmulatedCloudOptions, startEmulatedCloud } from './cloud/emulated-cloud.ts';
export type { StartedCloud } from './cloud/started-cloud.ts';
export { type AwsAccess, AwsClients, type AwsCredentials } from './core/aws-clients.ts';
export { UserError } from './core/user-error.ts';
export type { AccessDecision } from './iam/access-control.ts';
export { FaultMenu } from './sagemaker/faults/fault-menu.ts';
export type { TrainingContainers } from './sagemaker/own-image/training-containers.ts';
export type { QuotasAndFaults } from './sagemaker/sagemaker-service.ts';
