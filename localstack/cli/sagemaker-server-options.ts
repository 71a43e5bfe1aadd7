import { resolve } from 'node:path';
import type { CommandTable } from '../../emulators/core/command-line/command-table.ts';
import type { ParsedOptions } from '../../emulators/core/command-line/parsed-options.ts';
import type { Fault } from '../../emulators/sagemaker/faults/fault.ts';
import { FAULT_OPTIONS } from './command-tables.ts';
import { faultsOf } from './run-and-up.ts';

const DEFAULT_PORT = 4599;
const DEFAULT_ENDPOINT = 'http://localhost:4566';
const DEFAULT_DATA_FOLDER = '.local/sagemaker';

export const SAGEMAKER_TABLE = {
  command: 'npm run sagemaker --',
  summary: ['Serves Amazon SageMaker until Ctrl-C; S3, IAM, STS and CloudWatch Logs are those of the endpoint.'],
  options: {
    port: { value: 'N', text: `port of the emulator (default: ${DEFAULT_PORT}; 0 takes a free one)` },
    'endpoint-url': { value: 'URL', text: `LocalStack, or any other local AWS (default: ${DEFAULT_ENDPOINT})` },
    data: { value: 'DIR', text: `where jobs and models are kept (default: ${DEFAULT_DATA_FOLDER})` },
    region: { value: 'REGION', text: 'default: AWS_REGION, AWS_DEFAULT_REGION or us-east-1' },
    ...FAULT_OPTIONS,
  },
  notes: [
    "SAGEMAKER_EMULATOR_SECRET: containers are served too, and every request must carry this secret, as the hook's do.",
  ],
} as const satisfies CommandTable;

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

/** The command line and the environment as options; paths come back absolute. */
export function serverOptions(
  options: ParsedOptions<(typeof SAGEMAKER_TABLE)['options']>,
  environment: Environment,
): ServerOptions {
  const secret = environment['SAGEMAKER_EMULATOR_SECRET'];
  const defaultRegion = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const configFile = options.path('config');
  return {
    port: options.port('port') ?? DEFAULT_PORT,
    endpointUrl: options.url('endpoint-url') ?? DEFAULT_ENDPOINT,
    dataFolder: resolve(options.text('data') ?? DEFAULT_DATA_FOLDER),
    region: options.text('region') ?? defaultRegion,
    faults: faultsOf(options),
    ...(configFile === undefined ? {} : { configFile }),
    ...(secret === undefined || secret === '' ? {} : { secret }),
  };
}
