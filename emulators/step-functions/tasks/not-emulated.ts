import { RUNTIME, StateError } from '../language/state-error.ts';
import { isOptimizedCall } from './aws-sdk/optimized-call.ts';
import { sdkPackage } from './aws-sdk/sdk-package.ts';
import type { Integration } from './task.ts';

const NAME = /^(aws-sdk:)?([a-z0-9-]+):([a-zA-Z0-9]+(?:\.(?:sync(?::\d)?|waitForTaskToken))?)$/;

/**
 * An integration of AWS's that is not emulated: its definition is taken as AWS takes it, a test case may mock it, and a state that
 * runs it fails.
 */
export function notEmulated(name: string): Integration | undefined {
  const [, sdk = '', service, resource] = NAME.exec(name) ?? [];
  if (service === undefined || resource === undefined) return undefined;
  // What an SDK integration of a service that is here does not find, the service does not have.
  if (sdk !== '' && sdkPackage(service) !== undefined) return undefined;
  return {
    resourceType: `${sdk}${service}`,
    resource,
    waitsForToken: name.endsWith('.waitForTaskToken'),
    ...failing(name, remedy(sdk, service, resource)),
  };
}

function failing(name: string, whatToDo: string): Pick<Integration, 'isEmulated' | 'run'> {
  const text = `[rehearsal] ${name} is not emulated: ${whatToDo}`;
  return {
    isEmulated: false,
    run: async () => {
      throw new StateError(RUNTIME, text, true);
    },
  };
}

/** A call of a service that is neither emulated nor sent to another emulator is as one that is not emulated. */
export function unlessForwarded(call: Integration, forwarded: readonly string[] | undefined): Integration {
  const { resourceType = '', resource } = call;
  const service = resourceType.replace('aws-sdk:', '');
  if (forwarded === undefined || sdkPackage(service)?.isEmulated !== false) return call;
  if (forwarded.includes(SIGNING_NAMES[service] ?? service)) return call;
  return { ...call, ...failing(`${resourceType}:${resource}`, `${MOCK}, or ${endpointFor(service)}`) };
}

const MOCK = 'mock the state (--mock-config)';

function endpointFor(service: string): string {
  return `name an endpoint for ${SIGNING_NAMES[service] ?? service} in rehearsal.yaml`;
}

/** Services whose requests are signed with another name than their SDK package has. */
const SIGNING_NAMES: Readonly<Record<string, string>> = {
  bedrockagentruntime: 'bedrock',
  bedrockruntime: 'bedrock',
  cloudcontrol: 'cloudcontrolapi',
  cognitoidentityprovider: 'cognito-idp',
  databasemigration: 'dms',
  efs: 'elasticfilesystem',
  elasticloadbalancingv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  opensearch: 'es',
  resourcegroupstaggingapi: 'tagging',
  sesv2: 'ses',
};

function remedy(sdk: string, service: string, resource: string): string {
  if (sdk === '' && !isOptimizedCall(service, resource)) return MOCK;
  return `${MOCK}, or install @aws-sdk/client-${service} and ${endpointFor(service)}`;
}
