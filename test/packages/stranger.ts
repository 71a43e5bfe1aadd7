import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** An empty folder outside the repository, in which somebody installs what npm has packed. */
export class Stranger {
  readonly folder = mkdtempSync(join(tmpdir(), 'stranger-'));

  /** Dependencies by name; versions, or paths of tarballs. */
  async install(dependencies: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<void> {
    const manifest = { name: 'stranger', private: true, type: 'module', dependencies };
    writeFileSync(join(this.folder, 'package.json'), JSON.stringify(manifest));
    const quiet = ['--silent', '--no-audit', '--no-fund', '--prefer-offline'];
    await run('npm', ['install', ...quiet, ...args], { cwd: this.folder });
  }

  copy(source: string, target: string): string {
    const path = join(this.folder, target);
    mkdirSync(join(path, '..'), { recursive: true });
    if (source.endsWith('.ts') || source.endsWith('.js')) copyFileSync(source, path);
    else cpSync(source, path, { recursive: true });
    return path;
  }

  write(target: string, content: object): void {
    writeFileSync(join(this.folder, target), JSON.stringify(content));
  }

  readJson(path: string): Readonly<Record<string, unknown>> {
    return JSON.parse(readFileSync(join(this.folder, path), 'utf8'));
  }

  /** Runs a program of an installed package, or of the folder, with that Node; its standard output. */
  async run(node: string, args: readonly string[], folder = '.'): Promise<string> {
    const options = { cwd: join(this.folder, folder), env: environment(), maxBuffer: MAX_OUTPUT_BYTES };
    try {
      return (await run(node, args, options)).stdout;
    } catch (error) {
      if (!(error instanceof Error) || !('stdout' in error) || !('stderr' in error)) throw error;
      throw new Error(`${args.join(' ')}: ${error.message}\n${error.stdout}\n${error.stderr}`, { cause: error });
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Nothing of mocha's or npm's own settings. */
export function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, DOCKER_HOST } = process.env;
  return { PATH, HOME, NO_COLOR: '1', ...(DOCKER_HOST === undefined ? {} : { DOCKER_HOST }) };
}
