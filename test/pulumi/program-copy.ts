import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const PROGRAM = [
  'Pulumi.yaml',
  'Pulumi.dev.yaml',
  'Pulumi.prod.yaml',
  'package.json',
  'program.js',
  'index.ts',
  'infra',
  'functions',
];

/** The program in a folder of its own, for a test to change: Node runs a module once for each place where it is. */
export class ProgramCopy implements Disposable {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'program-copy-')));

  constructor() {
    for (const part of PROGRAM) cpSync(join(PROJECT_FOLDER, part), join(this.folder, part), { recursive: true });
    symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
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

  /** A line of the configuration of both stacks. */
  configure(line: string): void {
    for (const stack of ['dev', 'prod']) this.edit(`Pulumi.${stack}.yaml`, 'config:\n', `config:\n  ${line}\n`);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
