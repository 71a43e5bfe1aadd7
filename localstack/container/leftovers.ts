import type { DockerEngine } from './docker-engine.ts';

/** On LocalStack's container and on those that it starts for Lambda; its value is the run's id. */
export const RUN_LABEL = 'sagemaker-rehearsal.run';

/** Removes every container of a run with its volumes, running or not. */
export async function removeContainersOf(engine: DockerEngine, runId: string): Promise<void> {
  const { dockerode } = engine.container;
  const filters = { label: [`${RUN_LABEL}=${runId}`] };
  for (const { Id } of await dockerode.listContainers({ all: true, filters })) {
    await dockerode.getContainer(Id).remove({ force: true, v: true }).catch(ignoreGone);
  }
}

/** Already removed (404), or being removed by LocalStack at this moment (409). */
function ignoreGone(error: unknown): void {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode !== 404 && statusCode !== 409) throw error;
}
