import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from './user-error.ts';

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
      Deploy and serve until Ctrl-C (default port 4566).`;

/** Where the workflow is deployed: emulators in this process, or LocalStack in Docker. */
export type CloudKind = 'embedded' | 'localstack';

export interface RunCommand {
  readonly command: 'run';
  readonly cloud: CloudKind;
  readonly dataFolder: string;
  readonly port: number;
  readonly datasetFolder?: string;
  readonly jsonFile?: string;
  readonly keep: boolean;
}

export interface UpCommand {
  readonly command: 'up';
  readonly cloud: CloudKind;
  readonly dataFolder: string;
  readonly port: number;
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

function parseRun(args: string[]): RunCommand {
  const { dataset, localstack, data, json, port, keep } = parse(args, {
    dataset: { type: 'string' },
    localstack: { type: 'boolean' },
    data: { type: 'string' },
    json: { type: 'string' },
    port: { type: 'string' },
    keep: { type: 'boolean' },
  });
  return {
    command: 'run',
    cloud: cloudKind(localstack),
    dataFolder: resolve(text('--data', data) ?? DEFAULT_DATA_FOLDER),
    port: portNumber(text('--port', port), 0),
    keep: keep === true,
    ...optionalPath('datasetFolder', text('--dataset', dataset)),
    ...optionalPath('jsonFile', text('--json', json)),
  };
}

function parseUp(args: string[]): UpCommand {
  const { localstack, data, port } = parse(args, {
    localstack: { type: 'boolean' },
    data: { type: 'string' },
    port: { type: 'string' },
  });
  const dataFolder = resolve(text('--data', data) ?? DEFAULT_DATA_FOLDER);
  const cloud = cloudKind(localstack);
  return { command: 'up', cloud, dataFolder, port: portNumber(text('--port', port), DEFAULT_UP_PORT) };
}

function cloudKind(localstack: string | boolean | undefined): CloudKind {
  return localstack === true ? 'localstack' : 'embedded';
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

function parse(args: string[], options: Options): Record<string, string | boolean | undefined> {
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

function text(option: string, value: string | boolean | undefined): string | undefined {
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
