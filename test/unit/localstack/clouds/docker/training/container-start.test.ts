import { expect } from 'chai';
import { containerOptions } from '../../../../../../localstack/clouds/docker/training/container-options.ts';
import { startFailure } from '../../../../../../localstack/clouds/docker/training/start-failure.ts';

const REQUEST = {
  jobName: 'job',
  image: 'mine:1',
  arguments: ['train'],
  environment: { A: '1', B: 'two words' },
  isIsolated: false,
};

describe('how Docker is asked for a training container', () => {
  it('keeps the image’s entry point, gives the argument, and lets it reach this machine', () => {
    expect(containerOptions(REQUEST, 'sagemaker-job-1f', { label: 'x' })).to.deep.equal({
      name: 'sagemaker-job-1f',
      Image: 'mine:1',
      Hostname: 'algo-1',
      Cmd: ['train'],
      Env: ['A=1', 'B=two words'],
      Labels: { label: 'x' },
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: {
        LogConfig: { Type: 'none', Config: {} },
        ShmSize: 2_147_483_648,
        ExtraHosts: ['host.docker.internal:host-gateway'],
      },
    });
  });

  it('replaces the entry point where the request names one, and takes the network away where it says so', () => {
    const options = containerOptions({ ...REQUEST, entrypoint: ['sh', '-c'], isIsolated: true }, 'n', {});
    expect(options.Entrypoint).to.deep.equal(['sh', '-c']);
    expect(options.HostConfig).to.deep.equal({
      LogConfig: { Type: 'none', Config: {} },
      ShmSize: 2_147_483_648,
      NetworkMode: 'none',
    });
  });
});

describe('a container that does not start', () => {
  const refusal = (what: string) =>
    new Error(
      `(HTTP code 400) unexpected - failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${what}: unknown `,
    );

  it('ends its job with exit code 127 for a program that is not there, 126 for one that may not be run, as shells do', () => {
    expect(startFailure(refusal('exec: "train": executable file not found in $PATH'))).to.deep.equal({
      exitCode: 127,
      line: 'exec: "train": executable file not found in $PATH',
    });
    expect(startFailure(refusal('exec: "/code/train": stat /code/train: no such file or directory'))).to.deep.equal({
      exitCode: 127,
      line: 'exec: "/code/train": stat /code/train: no such file or directory',
    });
    expect(startFailure(refusal('exec: "/code/train": permission denied'))).to.deep.equal({
      exitCode: 126,
      line: 'exec: "/code/train": permission denied',
    });
  });

  it('is no end of the program where Docker itself fails', () => {
    expect(startFailure(new Error('(HTTP code 500) server error - no space left on device'))).to.equal(undefined);
  });
});
