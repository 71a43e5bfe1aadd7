import { readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDamagedFolder, setAside } from '../../core/storage/damage.ts';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { writeWhole } from '../../core/storage/whole-file.ts';
import { userError } from '../api/lambda-errors.ts';
import type { FunctionCode } from './function-record.ts';
import { COMPILE_CACHE, isIntact, packageFolder, TASK_FOLDER } from './unpacking.ts';
import { unpackApart } from './unpacking-thread.ts';

const CHANGED = 'its files were changed, or some are missing';

/** Deployment packages, unpacked once into a folder per content: `<hash>/task`, beside Node's cache of the compiled code. */
export class CodePackages {
  readonly #folder: string;
  /** One is unpacked after the other: two of the same content would take each other's place. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    makePrivateFolder(folder);
    this.#folder = realpathSync(folder);
    // Ends Node's search for the package that a .js file belongs to: a project around this folder is not the function's.
    writeWhole(join(this.#folder, 'package.json'), '{}\n');
  }

  /** Unpacks a zip file, unless one with the same content is there already. */
  add(zip: Uint8Array): Promise<FunctionCode> {
    const added = this.#last.then(() => this.#unpack(zip));
    this.#last = added.catch(() => undefined);
    return added;
  }

  /** Refuses a zip file as `add` does. */
  async check(zip: Uint8Array): Promise<FunctionCode> {
    return (await unpackApart(zip)).code;
  }

  async #unpack(zip: Uint8Array): Promise<FunctionCode> {
    const { code, state } = await unpackApart(zip, this.#folder);
    if (state !== 'changed') return code;
    setAside(this.#folderOf(code), `code of a Lambda function, CodeSha256 ${code.sha256}`, CHANGED);
    await unpackApart(zip, this.#folder);
    return code;
  }

  /** Refuses code that is not what was unpacked: nobody should run what nobody has deployed. */
  async requireIntact(functionName: string, code: FunctionCode): Promise<void> {
    if (await isIntact(this.#folderOf(code))) return;
    const place = `the code of the function ${functionName} in ${this.taskRoot(code)}`;
    throw userError(
      'InvalidZipFileException',
      502,
      `[rehearsal] ${place} is not what its CodeSha256 ${code.sha256} stands for: ${CHANGED}; deploy the function again`,
    );
  }

  taskRoot(code: FunctionCode): string {
    return join(this.#folderOf(code), TASK_FOLDER);
  }

  compileCache(code: FunctionCode): string {
    return join(this.#folderOf(code), COMPILE_CACHE);
  }

  /** Removes what no function uses and what a killed process left unfinished. */
  prune(used: readonly FunctionCode[]): void {
    const kept = new Set(used.map((code) => this.#folderOf(code)));
    for (const entry of readdirSync(this.#folder, { withFileTypes: true })) {
      const path = join(this.#folder, entry.name);
      if (entry.isDirectory() && !isDamagedFolder(entry.name) && !kept.has(path)) rmSync(path, { recursive: true });
    }
  }

  #folderOf(code: FunctionCode): string {
    return packageFolder(this.#folder, code);
  }
}
