import { join } from 'node:path';
import { expect } from 'chai';
import { dockerTrainingContainers } from '../../../../../../localstack/clouds/docker/lazy-training-containers.ts';
import { useTemporaryFolder } from '../../../../../support/temporary-folder.ts';

describe('training containers without Docker', () => {
  const folder = useTemporaryFolder();
  const before = process.env['DOCKER_HOST'];
  afterEach(() => {
    if (before === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = before;
  });

  it('say what is missing and what to do', async () => {
    const socket = join(folder(), 'docker.sock');
    process.env['DOCKER_HOST'] = `unix://${socket}`;
    const containers = dockerTrainingContainers('http://127.0.0.1:1');
    expect(await containers.whyUnavailable()).to.equal(
      `Docker was not found: there is no ${socket}. Install Docker (https://docs.docker.com/get-docker/) and start it, or use the built-in algorithm.`,
    );
    await containers.close();
  });

  it('are closed without asking for Docker when there were none', async () => {
    process.env['DOCKER_HOST'] = `unix://${join(folder(), 'docker.sock')}`;
    await dockerTrainingContainers('http://127.0.0.1:1').close();
  });
});
