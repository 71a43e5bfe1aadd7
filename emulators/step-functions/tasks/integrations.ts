import { TestCases } from '../mocks/test-cases.ts';
import { type Activities, activityTask } from './activity-task.ts';
import { optimizedCall } from './aws-sdk/optimized-call.ts';
import { sdkIntegration } from './aws-sdk/sdk-integration.ts';
import { CALLBACK, withCallback } from './callback.ts';
import { EVENTS_PUT } from './events-put.ts';
import { invokeFunction } from './lambda/lambda-function.ts';
import { LAMBDA_INVOKE } from './lambda/lambda-invoke.ts';
import { START_EXECUTION, START_EXECUTION_SYNC } from './nested-execution.ts';
import { notEmulated, unlessForwarded } from './not-emulated.ts';
import { isIntegration } from './optimized-services.ts';
import { parseResource } from './resource-arn.ts';
import { type StoppedOutcome, sagemakerJobs } from './sagemaker/sagemaker-job-sync.ts';
import { SAGEMAKER_REQUESTS } from './sagemaker/sagemaker-request.ts';
import { SNS_PUBLISH } from './sns-publish.ts';
import type { Integration } from './task.ts';

/** A call by an AWS SDK client, which may wait for its token. */
function sdkTask(name: string): Integration | undefined {
  const isCallback = name.endsWith(CALLBACK);
  const call = isCallback ? name.slice(0, -CALLBACK.length) : name;
  const integration = sdkIntegration(call) ?? optimizedCall(call);
  return integration !== undefined && isCallback ? withCallback(integration) : integration;
}

export interface IntegrationOptions {
  /** How a `.sync` state ends whose job was stopped; what AWS does is not documented. */
  readonly stoppedTrainingJob: StoppedOutcome;
  readonly activities: Activities;
  /** Signing names of the services that other emulators serve; without it any service may be one of them. */
  readonly forwarded?: readonly string[];
}

const REQUESTS = [LAMBDA_INVOKE, START_EXECUTION, SNS_PUBLISH, EVENTS_PUT];

/** The resources that tasks may name; validation refuses any other. */
export class Integrations {
  readonly #byName: ReadonlyMap<string, Integration>;
  readonly #activities: Activities;
  readonly #forwarded: readonly string[] | undefined;
  readonly testCases = new TestCases();

  constructor({ stoppedTrainingJob, activities, forwarded }: IntegrationOptions) {
    const all = [
      ...REQUESTS,
      ...REQUESTS.map(withCallback),
      ...START_EXECUTION_SYNC,
      ...SAGEMAKER_REQUESTS,
      ...sagemakerJobs(stoppedTrainingJob),
    ];
    this.#activities = activities;
    this.#forwarded = forwarded;
    this.#byName = new Map(
      all.map((integration) => [`${integration.resourceType}:${integration.resource}`, integration]),
    );
  }

  find(resource: string): Integration | undefined {
    const parsed = parseResource(resource);
    if (parsed.kind === 'function') return invokeFunction(parsed.functionArn);
    if (parsed.kind === 'activity') return activityTask(parsed.activityArn, this.#activities);
    return parsed.kind === 'integration' ? this.#named(parsed.name) : undefined;
  }

  #named(name: string): Integration | undefined {
    const served = this.#byName.get(name);
    if (served !== undefined) return served;
    if (!isIntegration(name)) return undefined;
    const call = sdkTask(name);
    return call === undefined ? notEmulated(name) : unlessForwarded(call, this.#forwarded);
  }

  /** The resource as a state of an execution sees it. */
  findFor(
    execution: { readonly stateMachineArn: string; readonly name: string },
    stateName: string,
    resource: string,
  ): Integration | undefined {
    const integration = this.find(resource);
    return integration && this.testCases.seenBy(execution, stateName, integration);
  }
}
