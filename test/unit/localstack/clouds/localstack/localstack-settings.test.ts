import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { parse } from 'yaml';
import { ContainerLog } from '../../../../../localstack/clouds/docker/container-log.ts';
import { SECRET_HEADER } from '../../../../../localstack/clouds/docker/emulator-secret.ts';
import { runLabels } from '../../../../../localstack/clouds/docker/leftovers.ts';
import { localStackEnvironment } from '../../../../../localstack/clouds/localstack/localstack-container.ts';
import { localStackImage } from '../../../../../localstack/clouds/localstack/localstack-image.ts';

const CONTAINER_FOLDER = join(import.meta.dirname, '..', '..', '..', '..', '..', 'localstack', 'clouds', 'localstack');
const SETTINGS = { image: 'i', runId: 'r1', port: 0, region: 'eu-west-1', emulatorPort: 4600, secret: 's' };
const read = (name: string) => readFileSync(join(CONTAINER_FOLDER, name), 'utf8');

describe('the settings of LocalStack', () => {
  it('give it the emulator, the secret, the region and the label of its Lambda containers', () => {
    expect(localStackEnvironment(SETTINGS)).to.include({
      SAGEMAKER_EMULATOR_URL: 'http://host.docker.internal:4600',
      SAGEMAKER_EMULATOR_SECRET: 's',
      AWS_DEFAULT_REGION: 'eu-west-1',
      LAMBDA_DOCKER_FLAGS: Object.entries(runLabels('r1'))
        .map(([name, value]) => `--label ${name}=${value}`)
        .join(' '),
    });
  });

  it('have LocalStack’s token only when there is one', () => {
    expect(localStackEnvironment({ ...SETTINGS, authToken: 't' })).to.include({ LOCALSTACK_AUTH_TOKEN: 't' });
    expect(localStackEnvironment(SETTINGS)).to.not.have.property('LOCALSTACK_AUTH_TOKEN');
    expect(localStackEnvironment({ ...SETTINGS, authToken: '' })).to.not.have.property('LOCALSTACK_AUTH_TOKEN');
  });
});

describe('the images of Lambda’s runtimes', () => {
  it('are named to LocalStack only where there is something to name', () => {
    const lambdaImageMapping = '{"nodejs24.x":"mirror/nodejs:24"}';
    expect(localStackEnvironment({ ...SETTINGS, lambdaImageMapping })).to.include({
      LAMBDA_RUNTIME_IMAGE_MAPPING: lambdaImageMapping,
    });
    expect(localStackEnvironment(SETTINGS)).to.not.have.property('LAMBDA_RUNTIME_IMAGE_MAPPING');
  });
});

describe('the version of LocalStack', () => {
  it('is the Dockerfile’s, unless another image is asked for', async () => {
    expect(await localStackImage(undefined)).to.equal('localstack/localstack:4.14.0');
    expect(await localStackImage('')).to.equal('localstack/localstack:4.14.0');
    expect(await localStackImage('mirror/localstack:5')).to.equal('mirror/localstack:5');
  });

  it('is the same in the hook and in the compose file', async () => {
    const image = await localStackImage(undefined);
    expect(read('sagemaker_hook.py')).to.contain(`TESTED_VERSION = "${image.split(':')[1]}"`);
    expect(parse(read('docker-compose.yml')).services.localstack.image).to.equal(image);
  });
});

describe('the hook', () => {
  it('sends the header that the emulator looks for', () => {
    expect(read('sagemaker_hook.py')).to.contain(`SECRET_HEADER = "${SECRET_HEADER}"`);
  });
});

describe('the log of a container', () => {
  it('keeps the last twenty lines, the unfinished one included', async () => {
    const log = new ContainerLog();
    const stream = new PassThrough();
    log.follow(stream);
    expect(log.tail).to.equal('It has written nothing.');
    for (let line = 1; line <= 30; line += 1) stream.write(`line ${line}\n`);
    stream.end('the e');
    await new Promise((resolve) => stream.once('end', resolve));
    expect(log.tail.split('\n').slice(0, 2)).to.deep.equal(['Its last lines:', '  line 11']);
    expect(log.tail.split('\n').slice(-2)).to.deep.equal(['  line 30', '  the e']);
  });
});
