import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const PROGRAM = ['Pulumi.yaml', 'Pulumi.dev.yaml', 'package.json', 'index.ts', 'infra', 'functions', '.gitignore'];

/** A repository of its own with the project's program as its first commit, for a test to change. */
export class ProgramRepository implements Disposable {
  readonly folder: string;

  constructor() {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'program-repository-')));
    for (const part of PROGRAM) cpSync(join(PROJECT_FOLDER, part), join(this.folder, part), { recursive: true });
    symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
    this.git('init', '--quiet', '--initial-branch=main');
    this.commit('the program');
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.folder, encoding: 'utf8' }).trim();
  }

  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** Replaces the one place where `from` is; anything else is a mistake of the test. */
  edit(path: string, from: string, to: string): void {
    const text = readFileSync(join(this.folder, path), 'utf8');
    const places = text.split(from).length - 1;
    if (places !== 1) throw new Error(`${path} has ${JSON.stringify(from)} in ${places} places`);
    writeFileSync(
      join(this.folder, path),
      text.replace(from, () => to),
    );
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  /** As the last commit has it. */
  reset(): void {
    this.git('reset', '--quiet', '--hard');
    this.git('clean', '--quiet', '--force', '-d');
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
