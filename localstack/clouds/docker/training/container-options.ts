import type { ContainerRequest } from '../../../../emulators/sagemaker/own-image/training-containers.ts';
import type { DockerEngine } from '../docker-engine.ts';
import { HOST_NAME } from '../host-gateway.ts';

type CreateOptions = Parameters<DockerEngine['container']['dockerode']['createContainer']>[0];

/** The name of a job's one container on AWS. */
const HOST = 'algo-1';
/** Docker's own 64 MB are too few for data loaders with several processes. The memory is taken only when used. */
const SHARED_MEMORY_BYTES = 2 * 1024 ** 3;

/** How Docker is asked for a job's container. */
export function containerOptions(
  request: ContainerRequest,
  name: string,
  labels: Readonly<Record<string, string>>,
): CreateOptions {
  const { image, entrypoint, arguments: args, environment, isIsolated } = request;
  return {
    name,
    Image: image,
    Hostname: HOST,
    ...(entrypoint === undefined ? {} : { Entrypoint: [...entrypoint] }),
    Cmd: [...args],
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    Labels: { ...labels },
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      // What it prints is attached to; the engine need not keep all of it on disk as well.
      LogConfig: { Type: 'none', Config: {} },
      ShmSize: SHARED_MEMORY_BYTES,
      ...(isIsolated ? { NetworkMode: 'none' } : { ExtraHosts: [`${HOST_NAME}:host-gateway`] }),
    },
  };
}
