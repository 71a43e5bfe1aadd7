import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { DockerEngine } from './docker-engine.ts';

const LOOPBACK = '127.0.0.1';
const DEFAULT_NETWORK = 'bridge';
const INTERFACE_OPTION = 'com.docker.network.bridge.name';
const DOCKER_DESKTOP = 'Docker Desktop';

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/**
 * The address of this machine at which containers reach it as `host.docker.internal` and the network does not: that of
 * Docker's bridge where the engine runs on this machine itself; loopback where it runs in a virtual machine (Docker
 * Desktop, Colima), which passes connections to that name on to the host's loopback.
 */
export async function hostGatewayAddress(engine: DockerEngine): Promise<string> {
  if (engine.info.containerRuntime.operatingSystem === DOCKER_DESKTOP) return LOOPBACK;
  // An engine may be set up without the network.
  const network = await engine.container.dockerode
    .getNetwork(DEFAULT_NETWORK)
    .inspect()
    .catch(() => undefined);
  return bridgeAddress(network?.Options?.[INTERFACE_OPTION], networkInterfaces());
}

/** The bridge's own address on this machine; loopback where there is no such interface. */
export function bridgeAddress(bridge: string | undefined, interfaces: Interfaces): string {
  const addresses = bridge === undefined ? [] : (interfaces[bridge] ?? []);
  return addresses.find(({ family }) => family === 'IPv4')?.address ?? LOOPBACK;
}
