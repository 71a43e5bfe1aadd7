export { startEmbeddedCloud } from './clouds/embedded/embedded-cloud.ts';
export { startLocalStackCloud } from './clouds/localstack/localstack-cloud.ts';
export { deployProgram } from './deploy/deploy-program.ts';
export { readStackConfig } from './deploy/stack-config.ts';
