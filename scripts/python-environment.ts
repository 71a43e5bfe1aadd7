import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const OLDEST = [3, 11] as const;

/** Python or its packages cannot be found or installed; the message says what to do. */
export class PythonUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PythonUnavailableError';
  }
}

/** The Python of a virtual environment with exactly these packages, made under `cacheFolder` unless it is there. */
export async function pythonWith(
  requirementsFile: string,
  cacheFolder: string,
  onProgress: (text: string) => void,
): Promise<string> {
  const python = process.env['PYTHON'] ?? 'python3';
  const version = await pythonVersion(python);
  const requirements = await readFile(requirementsFile, 'utf8');
  const hash = createHash('sha256').update(`${version}\n${requirements}`).digest('hex').slice(0, 16);
  const folder = join(cacheFolder, `python-${hash}`);
  const complete = join(folder, 'complete');
  const executable = join(folder, 'bin', 'python');
  if (existsSync(complete)) return executable;
  onProgress(`installing the packages of ${requirementsFile} for Python ${version} into ${folder}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(cacheFolder, { recursive: true });
  await made(
    python,
    ['-m', 'venv', folder],
    `${python} cannot make a virtual environment: install its venv module (Debian: python3-venv)`,
  );
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '-r', requirementsFile];
  await made(
    executable,
    pip,
    `the packages of ${requirementsFile} cannot be installed: check the network and pip's index`,
  );
  await writeFile(complete, '');
  return executable;
}

async function pythonVersion(python: string): Promise<string> {
  const remedy = `install Python ${OLDEST.join('.')} or newer, or name one with PYTHON=/path/to/python3`;
  const { exitCode, output } = await ended(python, [
    '-c',
    'import sys; print(".".join(map(str, sys.version_info[:3])))',
  ]);
  const version = output.trim();
  if (exitCode !== 0) throw new PythonUnavailableError(`${python} cannot be run: ${remedy}. ${version}`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return version;
  throw new PythonUnavailableError(`${python} is Python ${version}: ${remedy}`);
}

async function made(command: string, args: readonly string[], problem: string): Promise<void> {
  const { exitCode, output } = await ended(command, args);
  if (exitCode !== 0) throw new PythonUnavailableError(`${problem}\n${output}`);
}

function ended(command: string, args: readonly string[]): Promise<{ exitCode: number; output: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ exitCode: 1, output: error.message }));
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
