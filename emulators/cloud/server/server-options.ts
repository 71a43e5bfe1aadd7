import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import type { ParsedOptions } from '../../core/command-line/parsed-options.ts';
import { suggestion } from '../../core/nearest-name.ts';
import { checkFaults } from '../../sagemaker/faults/fault-entry.ts';
import { FaultMenu } from '../../sagemaker/faults/fault-menu.ts';
import type { EmulatedCloudOptions } from '../emulated-cloud.ts';
import { isServiceName, SERVICES, type ServiceName } from '../service-names.ts';
import { DEFAULT_DATA_FOLDER, DEFAULT_PORT, type SERVER_TABLE } from './server-table.ts';

type Options = ParsedOptions<(typeof SERVER_TABLE)['options']>;
type Environment = Readonly<Record<string, string | undefined>>;

/** The command line and the environment as the cloud that is to be started. */
export function serverOptions(options: Options, environment: Environment): EmulatedCloudOptions {
  const services = chosenServices(options);
  const beneath = options.url('endpoint-url');
  if (beneath !== undefined && services === undefined) {
    throw options.error(
      `--endpoint-url ${beneath} is for services that are left out: choose with --services which are served`,
    );
  }
  const { faults, problems } = checkFaults(options.list('fault'), () => '--fault');
  if (problems.length > 0) throw options.error(problems.join('\n'));
  const defaultRegion = environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || 'us-east-1';
  return {
    port: options.port('port') ?? DEFAULT_PORT,
    host: address(options),
    hostNames: (options.text('host-names') ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || []),
    dataFolder: resolve(options.text('data') ?? DEFAULT_DATA_FOLDER),
    region: options.text('region') ?? defaultRegion,
    quotasAndFaults: { faults: new FaultMenu(faults) },
    ...(services === undefined ? {} : { services }),
    ...(beneath === undefined ? {} : { beneath }),
  };
}

function chosenServices(options: Options): readonly ServiceName[] | undefined {
  const names = options
    .text('services')
    ?.split(',')
    .map((name) => name.trim());
  const unknown = names?.filter((name) => !isServiceName(name)) ?? [];
  if (unknown.length === 0) return names?.filter(isServiceName);
  const known = Object.keys(SERVICES);
  throw options.error(
    unknown.map((name) => `--services: there is no service "${name}"; ${suggestion(name, known)}`).join('\n'),
  );
}

function address(options: Options): string {
  const host = options.text('host') ?? '127.0.0.1';
  if (isIPv4(host)) return host;
  throw options.error(`--host ${host}: not an IPv4 address such as 127.0.0.1, or 0.0.0.0 for all of this machine`);
}
