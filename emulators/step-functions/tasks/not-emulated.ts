import { RUNTIME, StateError } from '../language/state-error.ts';
import { sdkPackage } from './aws-sdk/sdk-package.ts';
import type { Integration } from './task.ts';

/** Services that AWS integrates itself (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html). */
const OPTIMIZED = new Set([
  'apigateway',
  'athena',
  'batch',
  'bedrock',
  'codebuild',
  'databrew',
  'dynamodb',
  'ecs',
  'eks',
  'elasticmapreduce',
  'emr-containers',
  'emr-serverless',
  'events',
  'glue',
  'http',
  'lambda',
  'mediaconvert',
  'sagemaker',
  'sns',
  'sqs',
  'states',
]);

const NAME = /^(aws-sdk:)?([a-z0-9-]+):([a-zA-Z0-9]+(?:\.(?:sync(?::\d)?|waitForTaskToken))?)$/;

/**
 * An integration of AWS's that is not emulated: its definition is taken as AWS takes it, a test case may mock it, and a state that
 * runs it fails.
 */
export function notEmulated(name: string): Integration | undefined {
  const [, sdk = '', service, resource] = NAME.exec(name) ?? [];
  if (service === undefined || resource === undefined) return undefined;
  // What an SDK integration of a service that is here does not find, the service does not have.
  if (sdk === '' ? !OPTIMIZED.has(service) : sdkPackage(service) !== undefined) return undefined;
  const text = `[rehearsal] ${name} is not emulated: ${remedy(sdk, service)}`;
  return {
    resourceType: `${sdk}${service}`,
    resource,
    isEmulated: false,
    waitsForToken: name.endsWith('.waitForTaskToken'),
    run: async () => {
      throw new StateError(RUNTIME, text, true);
    },
  };
}

function remedy(sdk: string, service: string): string {
  if (sdk === '') return 'mock the state (--mock-config)';
  return `mock the state (--mock-config), or install @aws-sdk/client-${service} and name an endpoint for it in rehearsal.yaml`;
}
