import { expect } from 'chai';
import { localStackImage } from '../../../../../localstack/clouds/localstack/localstack-image.ts';

const PREFIX = 'TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX';

describe('the image of LocalStack', () => {
  const before = process.env[PREFIX];
  afterEach(() => {
    if (before === undefined) delete process.env[PREFIX];
    else process.env[PREFIX] = before;
  });

  it('is that of the Dockerfile, or the one that the user names', async () => {
    delete process.env[PREFIX];
    expect(await localStackImage(undefined)).to.equal('localstack/localstack:4.14.0');
    expect(await localStackImage('')).to.equal('localstack/localstack:4.14.0');
    expect(await localStackImage('mine:1')).to.equal('mine:1');
  });

  it('comes from a mirror of Docker Hub that Testcontainers was told of, and from any other registry as named', async () => {
    process.env[PREFIX] = 'registry.example.com/hub/';
    expect(await localStackImage(undefined)).to.equal('registry.example.com/hub/localstack/localstack:4.14.0');
    expect(await localStackImage('quay.example.com/localstack:4')).to.equal('quay.example.com/localstack:4');
  });
});
