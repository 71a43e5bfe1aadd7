import type { DockerEngine } from './docker-engine.ts';

/** On LocalStack's container and on those that it starts for Lambda; its value is the run's id. */
export const RUN_LABEL = 'sagemaker-rehearsal.run';

/** On LocalStack's container; its value is the id of the process that started it. */
export const OWNER_LABEL = 'sagemaker-rehearsal.process';

/** On a training job's container; its value is the job's name. */
export const JOB_LABEL = 'sagemaker-rehearsal.training-job';

/** Every container of a run, running or not. */
export function containersOf(engine: DockerEngine, runId: string) {
  const filters = { label: [`${RUN_LABEL}=${runId}`] };
  return engine.container.dockerode.listContainers({ all: true, filters });
}

/** Removes every container of a run with its volumes. */
export async function removeContainersOf(engine: DockerEngine, runId: string): Promise<void> {
  for (const { Id } of await containersOf(engine, runId)) {
    await engine.container.getById(Id).remove({ force: true, v: true }).catch(ignoreGone);
  }
}

/** Already removed (404), or being removed by LocalStack at this moment (409). */
function ignoreGone(error: unknown): void {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode !== 404 && statusCode !== 409) throw error;
}
