import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Fault } from '../../emulators/sagemaker/faults/fault.ts';
import { checkFaults } from '../../emulators/sagemaker/faults/fault-entry.ts';

export const SERVER_USAGE = `Usage: npm run sagemaker -- [--port 4599] [--endpoint-url http://localhost:4566] [--data DIR] [--region us-east-1]
  Serves Amazon SageMaker until Ctrl-C; S3, IAM, STS and CloudWatch Logs are those of the endpoint.
    --port N            port of the emulator (default 4599; 0 takes a free one)
    --endpoint-url URL  LocalStack, or any other local AWS (default http://localhost:4566)
    --data DIR          where jobs and models are kept (default .local/sagemaker)
    --region REGION     default: AWS_REGION, AWS_DEFAULT_REGION or us-east-1
    --fault FAULT       what is to go wrong, such as capacity:1; may be given several times (docs/faults.md)
    --config FILE       quotas and faults (default: rehearsal.yaml of this project, if it is there)
  SAGEMAKER_EMULATOR_SECRET: containers are served too, and every request must carry this secret, as the hook's do.`;

/** Wrong use of the command line. */
export class ServerUsageError extends Error {
  constructor(message: string) {
    super(`${message}\n\n${SERVER_USAGE}`);
    this.name = 'ServerUsageError';
  }
}

export interface ServerOptions {
  readonly port: number;
  readonly endpointUrl: string;
  readonly dataFolder: string;
  readonly region: string;
  /** Absent: only programs on this machine are served, and need none. */
  readonly secret?: string;
  readonly configFile?: string;
  readonly faults: readonly Fault[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_PORT = 65_535;

/** Arguments after the script's name and the environment, as options; undefined when help is asked for. */
export function parseServerOptions(args: readonly string[], environment: Environment): ServerOptions | undefined {
  const values = parse(args);
  if (values.help === true) return undefined;
  const secret = environment['SAGEMAKER_EMULATOR_SECRET'];
  const defaultRegion = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  return {
    port: portNumber(values.port ?? '4599'),
    endpointUrl: httpUrl(values['endpoint-url'] ?? 'http://localhost:4566'),
    dataFolder: resolve(values.data ?? '.local/sagemaker'),
    region: values.region ?? defaultRegion,
    faults: faultsIn(values.fault ?? []),
    ...(values.config === undefined ? {} : { configFile: resolve(values.config) }),
    ...(secret === undefined || secret === '' ? {} : { secret }),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const local = { port: text, data: text, config: text, fault: { type: 'string', multiple: true } } as const;
  const options = { ...local, 'endpoint-url': text, region: text, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new ServerUsageError(error instanceof Error ? error.message : String(error));
  }
}

function faultsIn(texts: readonly string[]): readonly Fault[] {
  const { faults, problems } = checkFaults(texts, () => '--fault');
  if (problems.length > 0) throw new ServerUsageError(problems.join('\n'));
  return faults;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= MAX_PORT) return port;
  throw new ServerUsageError(`--port ${value}: a port is a whole number from 0 to ${MAX_PORT}; 0 takes any free one`);
}

function httpUrl(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/$/, '');
  throw new ServerUsageError(`--endpoint-url ${value}: not a URL such as http://localhost:4566`);
}
