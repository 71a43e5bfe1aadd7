import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramFolder } from './program-folder.ts';

/** The same as a repository of its own, with the program as its first commit. */
export class ProgramRepository extends ProgramFolder {
  constructor() {
    super();
    this.git('init', '--quiet', '--initial-branch=main');
    this.#record('the program');
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.folder, encoding: 'utf8' }).trim();
  }

  commit(message: string): string {
    this.#record(message);
    return this.git('rev-parse', 'HEAD');
  }

  #record(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  /** As the last commit has it. */
  override reset(): void {
    this.git('reset', '--quiet', '--hard');
    this.git('clean', '--quiet', '--force', '-d');
  }
}
