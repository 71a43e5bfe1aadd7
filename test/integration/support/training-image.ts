import { join } from 'node:path';
import { GenericContainer } from 'testcontainers';
import { connectDocker } from '../../../localstack/clouds/docker/docker-engine.ts';
import { localStackImage } from '../../../localstack/clouds/localstack/localstack-image.ts';

/** As an own image is called on AWS. */
export const OWN_IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/rehearsal-test:1';
const FOLDER = join(import.meta.dirname, 'training-image');

export async function buildTrainingImage(): Promise<void> {
  const base = await localStackImage(process.env['LOCALSTACK_IMAGE']);
  await GenericContainer.fromDockerfile(FOLDER).withBuildArgs({ BASE: base }).build(OWN_IMAGE, { deleteOnExit: false });
}

export async function removeTrainingImage(): Promise<void> {
  const { container } = await connectDocker();
  await container.dockerode.getImage(OWN_IMAGE).remove({ force: true });
}
