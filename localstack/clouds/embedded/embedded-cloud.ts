import { type EmulatedCloudOptions, startEmulatedCloud } from '../../../emulators/cloud/emulated-cloud.ts';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import { dockerTrainingContainers } from '../docker/lazy-training-containers.ts';

export type EmbeddedCloudOptions = Omit<EmulatedCloudOptions, 'containers'>;

/** The emulators in this process, with Docker for users' own training images; Docker is first touched by such a job. */
export function startEmbeddedCloud(options: EmbeddedCloudOptions): Promise<StartedCloud> {
  return startEmulatedCloud({ ...options, containers: dockerTrainingContainers });
}
