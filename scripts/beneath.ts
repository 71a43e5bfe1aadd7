import { join } from 'node:path';
import { PythonUnavailableError, pythonWith } from './python-environment.ts';
import { runMocha } from './run-mocha.ts';

// `npm run test:beneath`: rehearsals over other local AWS emulators, which come from PyPI.

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const REQUIREMENTS = join(PROJECT_FOLDER, 'test', 'beneath', 'requirements.txt');
const CACHE_FOLDER = join(PROJECT_FOLDER, 'node_modules', '.cache', 'beneath');
const FILES = 'test/beneath/**/*.itest.ts';
/** Each test trains for 20 epochs beside an emulator in Python. */
const TEST_TIMEOUT_MS = 300_000;

async function main(): Promise<number> {
  const python = await pythonWith(REQUIREMENTS, CACHE_FOLDER, (text) => process.stdout.write(`${text}\n`));
  return runMocha({ files: [FILES], timeoutMs: TEST_TIMEOUT_MS, environment: { BENEATH_PYTHON: python } });
}

process.exitCode = await main().catch((error: unknown) => {
  const expected = error instanceof PythonUnavailableError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  return 1;
});
