import { readlinkSync } from 'node:fs';
import { isAlive } from '../../../emulators/core/process/is-alive.ts';
import { ContainerError, ContainersLeftError, isDockerGone } from './container-error.ts';
import type { DockerEngine } from './docker-engine.ts';

/** On LocalStack's container and on those that it starts for Lambda; its value is the run's id. */
export const RUN_LABEL = 'sagemaker-rehearsal.run';

/** On every container of a run; its value is the id of the process that started it. */
export const OWNER_LABEL = 'sagemaker-rehearsal.process';

/** Beside OWNER_LABEL: where that id counts. A container that shares the engine has process ids of its own. */
const OWNER_PLACE_LABEL = 'sagemaker-rehearsal.process-namespace';

/** On a training job's container; its value is the job's name. */
export const JOB_LABEL = 'sagemaker-rehearsal.training-job';

/** What every container of a run is labelled with, so that it is found when the run is over. */
export function runLabels(runId: string): Readonly<Record<string, string>> {
  return { [RUN_LABEL]: runId, [OWNER_LABEL]: String(process.pid), [OWNER_PLACE_LABEL]: processNamespace() };
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {
    // No Linux: process ids are the machine's.
    return 'machine';
  }
}

/** Every container of a run, running or not. */
export function containersOf(engine: DockerEngine, runId: string) {
  return labelled(engine, `${RUN_LABEL}=${runId}`);
}

function labelled(engine: DockerEngine, label: string) {
  return engine.container.dockerode.listContainers({ all: true, filters: { label: [label] } });
}

/** Removes every container of a run with its volumes; where Docker does not answer, says that they may be left. */
export async function removeContainersOf(
  connecting: DockerEngine | Promise<DockerEngine>,
  runId: string,
): Promise<void> {
  try {
    const engine = await connecting;
    await removeAll(engine, await containersOf(engine, runId));
  } catch (cause) {
    if (!(cause instanceof ContainerError || isDockerGone(cause))) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ContainersLeftError(
      `containers of this run (label ${RUN_LABEL}=${runId}) may be left; the next run in Docker removes them: ${reason}`,
      { cause },
    );
  }
}

/** Removes what runs have left whose process is gone: Docker had ended before them, or everything was killed at once. */
export async function removeAbandonedContainers(engine: DockerEngine): Promise<void> {
  const ours = await labelled(engine, `${OWNER_PLACE_LABEL}=${processNamespace()}`);
  await removeAll(
    engine,
    ours.filter(({ Labels }) => !isAlive(Number(Labels[OWNER_LABEL]))),
  );
}

async function removeAll(engine: DockerEngine, containers: readonly { readonly Id: string }[]): Promise<void> {
  for (const { Id } of containers) {
    await engine.container.getById(Id).remove({ force: true, v: true }).catch(ignoreGone);
  }
}

/** Already removed (404), or being removed by LocalStack at this moment (409). */
function ignoreGone(error: unknown): void {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode !== 404 && statusCode !== 409) throw error;
}
