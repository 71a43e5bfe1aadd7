import type { DockerEngine } from './docker-engine.ts';
import { isOwnAddress } from './own-address.ts';

export const LOOPBACK = '127.0.0.1';
/** What containers call this machine. */
export const HOST_NAME = 'host.docker.internal';
const DEFAULT_NETWORK = 'bridge';
const DOCKER_DESKTOP = 'Docker Desktop';

interface AddressPool {
  readonly Subnet?: string | undefined;
  readonly Gateway?: string | undefined;
}

/**
 * The address of this machine at which containers reach it as `host.docker.internal` and the network does not: the gateway
 * of Docker's bridge where the engine runs on this machine itself; loopback where it runs in a virtual machine (Docker
 * Desktop, Colima), which passes connections to that name on to the host's loopback.
 */
export async function hostGatewayAddress(engine: DockerEngine): Promise<string> {
  if (engine.info.containerRuntime.operatingSystem === DOCKER_DESKTOP) return LOOPBACK;
  // An engine may be set up without the network.
  const network = await engine.container.dockerode
    .getNetwork(DEFAULT_NETWORK)
    .inspect()
    .catch(() => undefined);
  const gateway = gatewayOf(network?.IPAM?.Config ?? []);
  return gateway !== undefined && (await isOwnAddress(gateway)) ? gateway : LOOPBACK;
}

/** The IPv4 gateway; where Docker does not name it, it is the first address of the subnet. */
export function gatewayOf(pools: readonly AddressPool[]): string | undefined {
  const pool = pools.find(({ Subnet, Gateway }) => (Gateway ?? Subnet)?.includes('.') === true);
  return pool?.Gateway ?? pool?.Subnet?.replace(/\.\d+\/\d+$/, '.1');
}
