import { withCallback } from './callback.ts';
import { invokeFunction } from './lambda-function.ts';
import { LAMBDA_INVOKE } from './lambda-invoke.ts';
import { START_EXECUTION, START_EXECUTION_SYNC } from './nested-execution.ts';
import { parseResource } from './resource-arn.ts';
import { CREATE_MODEL, CREATE_TRAINING_JOB } from './sagemaker-create.ts';
import { type StoppedOutcome, trainingJobSync } from './sagemaker-training-sync.ts';
import type { Integration } from './task.ts';

export interface IntegrationOptions {
  /** How a `.sync` state ends whose training job was stopped; what AWS does is not documented. */
  readonly stoppedTrainingJob: StoppedOutcome;
}

/** The resources that tasks may name here; validation refuses any other. */
export class Integrations {
  readonly #byName: ReadonlyMap<string, Integration>;

  constructor({ stoppedTrainingJob }: IntegrationOptions) {
    const all = [
      LAMBDA_INVOKE,
      withCallback(LAMBDA_INVOKE),
      START_EXECUTION,
      ...START_EXECUTION_SYNC,
      withCallback(START_EXECUTION),
      CREATE_TRAINING_JOB,
      trainingJobSync(stoppedTrainingJob),
      CREATE_MODEL,
    ];
    this.#byName = new Map(
      all.map((integration) => [`${integration.resourceType}:${integration.resource}`, integration]),
    );
  }

  find(resource: string): Integration | undefined {
    const parsed = parseResource(resource);
    if (parsed.kind === 'function') return invokeFunction(parsed.functionArn);
    return parsed.kind === 'integration' ? this.#byName.get(parsed.name) : undefined;
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }
}
