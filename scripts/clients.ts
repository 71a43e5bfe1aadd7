import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CliProcess } from '../test/support/cli/cli-process.ts';
import { patternDataset } from '../test/support/dataset-factory.ts';
import { PythonUnavailableError, pythonWith } from './python-environment.ts';

// `npm run test:clients`: boto3, the AWS CLI and the SageMaker Python SDK against `npm run up`, with the environment that it prints,
// and the evaluation's statistics against SciPy's.

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const CLIENTS_FOLDER = join(PROJECT_FOLDER, 'test', 'clients');
const CACHE_FOLDER = join(PROJECT_FOLDER, 'node_modules', '.cache', 'clients');
/** The CLI's comes first: it counts what it uploads. */
const SCRIPTS = ['aws_cli.py', 'boto3_client.py', 'sagemaker_sdk.py', 'stepfunctions_cli.py', 'statistics_scipy.py'];
const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 12, testPerClass: 4, width: 32, height: 32 };
const LISTS = { train: 'train-data.lst', test: 'test-data.lst' };

interface Totals {
  readonly passing: number;
  readonly failing: number;
}

type Environment = Readonly<Record<string, string>>;

async function main(): Promise<number> {
  const startedMs = Date.now();
  const python = await pythonWith(join(CLIENTS_FOLDER, 'requirements.txt'), CACHE_FOLDER, print);
  const folder = await mkdtemp(join(tmpdir(), 'clients-'));
  const up = new CliProcess(['up', '--port', '0', '--data', join(folder, 'data')]);
  try {
    await writeDataset(join(folder, 'dataset'));
    const environment = { ...(await printedEnvironment(up)), ...scriptEnvironment(folder) };
    const totals: Totals[] = [];
    for (const script of SCRIPTS) totals.push(await runScript(python, script, environment));
    const sum = (member: keyof Totals) => totals.reduce((total, each) => total + each[member], 0);
    print(`\n  ${sum('passing')} passing (${Math.round((Date.now() - startedMs) / 1000)}s)`);
    if (sum('failing') > 0) print(`  ${sum('failing')} failing`);
    return sum('failing') > 0 ? 1 : 0;
  } finally {
    up.kill('SIGINT');
    await up.ended();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Images and their lists, laid out as the deployed training role may read them. */
async function writeDataset(folder: string): Promise<void> {
  const files = await patternDataset(DATASET);
  for (const [key, bytes] of files) {
    const file = join(folder, key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  for (const [split, list] of Object.entries(LISTS)) {
    const paths = [...files.keys()].filter((key) => key.startsWith(`${split}/`));
    const rows = paths.map((key, index) => {
      const [, className = '', name = ''] = key.split('/');
      return `${index}\t${DATASET.classNames.indexOf(className)}\t${className}/${name}\n`;
    });
    await writeFile(join(folder, list), rows.join(''));
  }
}

/** What `npm run up` prints for export. */
async function printedEnvironment(up: CliProcess): Promise<Environment> {
  const [text] = await up.printed(/^ready [\s\S]*^Ctrl-C ends it\.$/m);
  return Object.fromEntries(
    [...text.matchAll(/^export (\w+)='?(.*?)'?$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** A home without settings or credentials of the user's. */
function scriptEnvironment(folder: string): Environment {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    REHEARSAL_NODE: process.execPath,
    REHEARSAL_OUTPUTS: join(folder, 'data', 'outputs.json'),
    REHEARSAL_DATASET: join(folder, 'dataset'),
  };
}

async function runScript(python: string, script: string, env: Environment): Promise<Totals> {
  print(`\n== ${script}`);
  const child = spawn(python, [script, '--verbose'], {
    cwd: CLIENTS_FOLDER,
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (data) => {
    output += data;
    process.stderr.write(data);
  });
  const exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  return totalsOf(output, exitCode);
}

/** By unittest's last lines; a script that ended without them has failed. */
function totalsOf(output: string, exitCode: number): Totals {
  const ran = Number(/^Ran (\d+) tests? in/m.exec(output)?.[1] ?? 0);
  const counts = /^FAILED \((.*)\)$/m.exec(output)?.[1] ?? '';
  const failures = [...counts.matchAll(/(?:failures|errors)=(\d+)/g)].reduce(
    (total, [, count]) => total + Number(count),
    0,
  );
  const failing = exitCode === 0 && ran > 0 ? failures : Math.max(1, failures);
  return { passing: Math.max(0, ran - failures), failing };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  const expected = error instanceof PythonUnavailableError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  return 1;
});
