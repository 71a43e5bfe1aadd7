import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const PROGRAM = ['Pulumi.yaml', 'Pulumi.dev.yaml', 'package.json', 'index.ts', 'infra', 'functions', '.gitignore'];

/** A folder with the project's program, for a test to change. */
export class ProgramFolder implements Disposable {
  readonly folder: string;
  readonly #originals = new Map<string, string>();

  constructor() {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'program-folder-')));
    for (const part of PROGRAM) cpSync(join(PROJECT_FOLDER, part), join(this.folder, part), { recursive: true });
    symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  /** Replaces the one place where `from` is; anything else is a mistake of the test. */
  edit(path: string, from: string, to: string): void {
    const file = join(this.folder, path);
    const text = readFileSync(file, 'utf8');
    const places = text.split(from).length - 1;
    if (places !== 1) throw new Error(`${path} has ${JSON.stringify(from)} in ${places} places`);
    if (!this.#originals.has(file)) this.#originals.set(file, text);
    writeFileSync(
      file,
      text.replace(from, () => to),
    );
  }

  /** As it was before anything was edited. */
  reset(): void {
    for (const [file, text] of this.#originals) writeFileSync(file, text);
    this.#originals.clear();
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
