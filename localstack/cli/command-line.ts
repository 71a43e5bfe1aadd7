import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../emulators/core/user-error.ts';
import type { Fault } from '../../emulators/sagemaker/faults/fault.ts';
import { checkFaults } from '../../emulators/sagemaker/faults/fault-entry.ts';

/** Wrong use of the command line; the message says what was given and what is possible. */
export class UsageError extends UserError {
  constructor(message: string) {
    super('UsageError', `${message}\n\n${USAGE}`);
  }
}

export const USAGE = `Usage:
  npm start -- [--dataset DIR] [--localstack] [--data DIR] [--json FILE] [--port N] [--keep]
      Rehearse the workflow once: deploy, upload, run the state machine, report.
        --dataset DIR   folders train/<class>/* and test/<class>/* of images (default: sample images)
        --localstack    on LocalStack in Docker, with the SageMaker emulator beside it
        --data DIR      where local state lives (default: .local)
        --json FILE     write the result as JSON
        --port N        port of the local AWS endpoint (default: any free one)
        --keep          go on serving after the run, until Ctrl-C
  npm run up -- [--port N] [--localstack] [--data DIR]
      Deploy and serve until Ctrl-C (default port 4566).
  Both take what is to go wrong (docs/faults.md):
        --fault FAULT   such as capacity:1, the first job finds no capacity; may be given several times
        --config FILE   quotas and faults (default: rehearsal.yaml of this project, if it is there)
        --mock-config FILE  mocked service integrations, a MockConfigFile.json of Step Functions Local
        --test-case NAME    npm start: the test case of it that the execution is started with`;

/** Where the workflow is deployed: emulators in this process, or LocalStack in Docker. */
export type CloudKind = 'embedded' | 'localstack';

/** What both commands take. */
export interface CloudOptions {
  readonly cloud: CloudKind;
  readonly dataFolder: string;
  readonly port: number;
  /** What is to go wrong, beside what the configuration file says. */
  readonly faults: readonly Fault[];
  readonly configFile?: string;
  readonly mockConfigFile?: string;
}

export interface RunCommand extends CloudOptions {
  /** Of the mock configuration. */
  readonly testCase?: string;
  readonly command: 'run';
  readonly datasetFolder?: string;
  readonly jsonFile?: string;
  readonly keep: boolean;
}

export interface UpCommand extends CloudOptions {
  readonly command: 'up';
}

export interface HelpCommand {
  readonly command: 'help';
}

const DEFAULT_DATA_FOLDER = '.local';
/** The port that LocalStack made customary. */
const DEFAULT_UP_PORT = 4566;
const MAX_PORT = 65_535;

/** Arguments after the script's name, as a command; paths come back absolute. */
export function parseCommandLine(args: readonly string[]): RunCommand | UpCommand | HelpCommand {
  const [command, ...rest] = args;
  if (command === 'help' || rest.includes('--help') || rest.includes('-h')) return { command: 'help' };
  if (command === 'run') return parseRun(rest);
  if (command === 'up') return parseUp(rest);
  throw new UsageError(`unknown command "${command ?? ''}"`);
}

const CLOUD_OPTIONS: Options = {
  localstack: { type: 'boolean' },
  data: { type: 'string' },
  port: { type: 'string' },
  config: { type: 'string' },
  'mock-config': { type: 'string' },
  fault: { type: 'string', multiple: true },
};

function parseRun(args: string[]): RunCommand {
  const own: Options = {
    dataset: { type: 'string' },
    json: { type: 'string' },
    keep: { type: 'boolean' },
    'test-case': { type: 'string' },
  };
  const values = parse(args, { ...CLOUD_OPTIONS, ...own });
  const testCase = text('--test-case', values['test-case']);
  if (testCase !== undefined && values['mock-config'] === undefined) {
    throw new UsageError(`--test-case ${testCase} is one of a mock configuration: name its file with --mock-config`);
  }
  return {
    command: 'run',
    ...cloudOptions(values, 0),
    ...(testCase === undefined ? {} : { testCase }),
    keep: values['keep'] === true,
    ...optionalPath('datasetFolder', text('--dataset', values['dataset'])),
    ...optionalPath('jsonFile', text('--json', values['json'])),
  };
}

function parseUp(args: string[]): UpCommand {
  return { command: 'up', ...cloudOptions(parse(args, CLOUD_OPTIONS), DEFAULT_UP_PORT) };
}

function cloudOptions(values: Values, defaultPort: number): CloudOptions {
  const { localstack, data, port, config, fault, 'mock-config': mockConfig } = values;
  if (localstack === true && mockConfig !== undefined) {
    throw new UsageError(
      `--mock-config ${mockConfig}: LocalStack has its own, see SFN_MOCK_CONFIG; leave out --localstack`,
    );
  }
  return {
    cloud: localstack === true ? 'localstack' : 'embedded',
    dataFolder: resolve(text('--data', data) ?? DEFAULT_DATA_FOLDER),
    port: portNumber(text('--port', port), defaultPort),
    faults: faultsIn(Array.isArray(fault) ? fault : []),
    ...optionalPath('configFile', text('--config', config)),
    ...optionalPath('mockConfigFile', text('--mock-config', mockConfig)),
  };
}

function faultsIn(texts: readonly unknown[]): readonly Fault[] {
  const { faults, problems } = checkFaults(texts, () => '--fault');
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return faults;
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function parse(args: string[], options: Options): Values {
  try {
    const { values } = parseArgs({ args, options, allowPositionals: false });
    return { ...values };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // npm keeps options for itself that do not follow "--", and hands on their values alone.
    const hint = text.startsWith('Unexpected argument') ? ' Options go behind "--": npm start -- --dataset DIR' : '';
    throw new UsageError(text + hint);
  }
}

function text(option: string, value: Values[string]): string | undefined {
  if (value === '') throw new UsageError(`${option} needs a value`);
  return typeof value === 'string' ? value : undefined;
}

function optionalPath<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: resolve(value) }) as { readonly [P in K]?: string };
}

function portNumber(value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= MAX_PORT) return port;
  throw new UsageError(`--port ${value}: a port is a whole number from 0 to ${MAX_PORT}; 0 takes any free one`);
}
