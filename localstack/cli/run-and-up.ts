import { resolve } from 'node:path';
import { helpText } from '../../emulators/core/command-line/command-table.ts';
import { parseOptions } from '../../emulators/core/command-line/parse-options.ts';
import type { ParsedOptions } from '../../emulators/core/command-line/parsed-options.ts';
import { UsageError } from '../../emulators/core/command-line/usage-error.ts';
import type { Fault } from '../../emulators/sagemaker/faults/fault.ts';
import { checkFaults } from '../../emulators/sagemaker/faults/fault-entry.ts';
import { RUN_TABLE, UP_TABLE } from './command-tables.ts';
import { stackName } from './stack-option.ts';

/** Where the workflow is deployed: emulators in this process, or LocalStack in Docker. */
export type CloudKind = 'embedded' | 'localstack';

/** What both commands take. */
export interface CloudOptions {
  readonly cloud: CloudKind;
  readonly stack: string;
  readonly dataFolder: string;
  readonly port: number;
  /** What is to go wrong, beside what the configuration file says. */
  readonly faults: readonly Fault[];
  readonly configFile?: string;
  readonly mockConfigFile?: string;
  /** The console in a browser, once it is served. */
  readonly open: boolean;
}

export interface RunCommand extends CloudOptions {
  /** Of the mock configuration. */
  readonly testCase?: string;
  readonly command: 'run';
  readonly datasetFolder?: string;
  readonly jsonFile?: string;
  readonly reportFile?: string;
  readonly keep: boolean;
  /** Train even if nothing has changed. */
  readonly force: boolean;
}

export interface UpCommand extends CloudOptions {
  readonly command: 'up';
}

export interface HelpCommand {
  readonly command: 'help';
  readonly text: string;
}

const DEFAULT_DATA_FOLDER = '.local';
/** The port that LocalStack made customary. */
const DEFAULT_UP_PORT = 4566;

type RunOptions = ParsedOptions<(typeof RUN_TABLE)['options']>;
type UpOptions = ParsedOptions<(typeof UP_TABLE)['options']>;

/** Arguments after the script's name, as a command; paths come back absolute. */
export function parseCommandLine(args: readonly string[]): RunCommand | UpCommand | HelpCommand {
  const [command, ...rest] = args;
  if (command === 'run') return runCommandOf(parseOptions(RUN_TABLE, rest)) ?? help(helpText(RUN_TABLE));
  if (command === 'up') return upCommandOf(parseOptions(UP_TABLE, rest)) ?? help(helpText(UP_TABLE));
  const both = `${helpText(RUN_TABLE)}\n\n${helpText(UP_TABLE)}`;
  if (command === 'help' || command === '--help' || command === '-h') return help(both);
  throw new UsageError(`there is no command "${command ?? ''}"; write run or up`, RUN_TABLE);
}

function help(text: string): HelpCommand {
  return { command: 'help', text };
}

function runCommandOf(options: RunOptions | undefined): RunCommand | undefined {
  if (options === undefined) return undefined;
  const testCase = options.text('test-case');
  if (testCase !== undefined && options.text('mock-config') === undefined) {
    throw options.error(`--test-case ${testCase} is one of a mock configuration: name its file with --mock-config`);
  }
  if (options.isOn('open') && !options.isOn('keep')) {
    throw options.error('--open shows the console, which is served only with --keep: add it');
  }
  const datasetFolder = options.path('dataset');
  const [jsonFile, reportFile] = [options.path('json'), options.path('report')];
  if (jsonFile !== undefined && jsonFile === reportFile) {
    throw options.error(`--json and --report both name ${jsonFile}: give each a file of its own`);
  }
  return {
    command: 'run',
    ...cloudOptions(options, 0),
    ...(testCase === undefined ? {} : { testCase }),
    keep: options.isOn('keep'),
    force: options.isOn('force'),
    ...(datasetFolder === undefined ? {} : { datasetFolder }),
    ...(jsonFile === undefined ? {} : { jsonFile }),
    ...(reportFile === undefined ? {} : { reportFile }),
  };
}

function upCommandOf(options: UpOptions | undefined): UpCommand | undefined {
  return options === undefined ? undefined : { command: 'up', ...cloudOptions(options, DEFAULT_UP_PORT) };
}

function cloudOptions(options: RunOptions | UpOptions, defaultPort: number): CloudOptions {
  const mockConfigFile = options.path('mock-config');
  if (options.isOn('localstack') && mockConfigFile !== undefined) {
    throw options.error(
      `--mock-config ${options.text('mock-config')}: LocalStack has its own, see SFN_MOCK_CONFIG; leave out --localstack`,
    );
  }
  const configFile = options.path('config');
  return {
    cloud: options.isOn('localstack') ? 'localstack' : 'embedded',
    stack: stackName(options),
    dataFolder: resolve(options.text('data') ?? DEFAULT_DATA_FOLDER),
    port: options.port('port') ?? defaultPort,
    faults: faultsOf(options),
    open: options.isOn('open'),
    ...(configFile === undefined ? {} : { configFile }),
    ...(mockConfigFile === undefined ? {} : { mockConfigFile }),
  };
}

/** Of `--fault`; all that are none are refused at once. */
export function faultsOf(options: {
  list(name: 'fault'): readonly string[];
  error(problem: string): UsageError;
}): readonly Fault[] {
  const { faults, problems } = checkFaults(options.list('fault'), () => '--fault');
  if (problems.length > 0) throw options.error(problems.join('\n'));
  return faults;
}
