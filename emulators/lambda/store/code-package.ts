import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { isDamagedFolder, setAside } from '../../core/storage/damage.ts';
import { makePrivateFolder, PRIVATE_FILE, PRIVATE_FOLDER } from '../../core/storage/private-files.ts';
import { buildWhole, writeWhole } from '../../core/storage/whole-file.ts';
import { invalidParameterValue, userError } from '../api/lambda-errors.ts';
import type { FunctionCode } from './function-record.ts';
import { contentDigest } from './package-content.ts';
import { isAsPromised, nameProblem } from './zip-checks.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_UNZIPPED_BYTES = 262_144_000;
const TASK_FOLDER = 'task';
/** Node makes what is in it, with modes of its own. */
const COMPILE_CACHE = 'compile-cache';
/** Of what is in the task folder, since the zip file itself is not kept. */
const DIGEST_FILE = 'content.sha256';
const CHANGED = 'its files were changed, or some are missing';

/** Deployment packages, unpacked once into a folder per content: `<hash>/task`, beside Node's cache of the compiled code. */
export class CodePackages {
  readonly #folder: string;

  constructor(folder: string) {
    makePrivateFolder(folder);
    this.#folder = realpathSync(folder);
    // Ends Node's search for the package that a .js file belongs to: a project around this folder is not the function's.
    writeWhole(join(this.#folder, 'package.json'), '{}\n');
  }

  /** Unpacks a zip file, unless one with the same content is there already. */
  add(zip: Uint8Array): FunctionCode {
    const code = codeOf(zip);
    const target = this.#folderOf(code);
    const files = unzipFiles(zip);
    if (existsSync(target)) {
      if (this.#isIntact(code)) return code;
      setAside(target, `code of a Lambda function, CodeSha256 ${code.sha256}`, CHANGED);
    }
    buildWhole(target, (unfinished) => {
      makePrivateFolder(unfinished);
      makePrivateFolder(join(unfinished, COMPILE_CACHE));
      writeFiles(join(unfinished, TASK_FOLDER), files);
      writeWhole(join(unfinished, DIGEST_FILE), contentDigest(join(unfinished, TASK_FOLDER)));
    });
    return code;
  }

  /** Refuses code that is not what was unpacked: nobody should run what nobody has deployed. */
  requireIntact(functionName: string, code: FunctionCode): void {
    if (this.#isIntact(code)) return;
    const place = `the code of the function ${functionName} in ${this.taskRoot(code)}`;
    throw userError(
      'InvalidZipFileException',
      502,
      `[rehearsal] ${place} is not what its CodeSha256 ${code.sha256} stands for: ${CHANGED}; deploy the function again`,
    );
  }

  #isIntact(code: FunctionCode): boolean {
    const digestFile = join(this.#folderOf(code), DIGEST_FILE);
    const task = this.taskRoot(code);
    return existsSync(digestFile) && existsSync(task) && readFileSync(digestFile, 'utf8') === contentDigest(task);
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

  #folderOf({ sha256 }: FunctionCode): string {
    return join(this.#folder, Buffer.from(sha256, 'base64').toString('hex'));
  }
}

function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    if (!name.endsWith('/')) writeFileSync(path, bytes, { mode: PRIVATE_FILE });
  }
}

export function codeOf(zip: Uint8Array): FunctionCode {
  return { sha256: createHash('sha256').update(zip).digest('base64'), sizeBytes: zip.byteLength };
}

/** The files of a zip that may be unpacked: not empty, not too large, no path that leaves the folder. */
export function unzipFiles(zip: Uint8Array): Record<string, Uint8Array> {
  let unzippedBytes = 0;
  const names: string[] = [];
  const admit = ({ name, originalSize }: { name: string; originalSize: number }) => {
    names.push(name);
    unzippedBytes += originalSize;
    return unzippedBytes <= MAX_UNZIPPED_BYTES && isSafe(name);
  };
  const files = unzipped(zip, admit);
  const unsafe = names.filter((name) => !isSafe(name));
  if (unsafe.length > 0) {
    throw invalidParameterValue(`[rehearsal] the zip file holds paths outside its folder: ${unsafe.join(', ')}`);
  }
  if (unzippedBytes > MAX_UNZIPPED_BYTES) {
    throw invalidParameterValue(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
  }
  if (!names.some((name) => !name.endsWith('/'))) throw invalidParameterValue('Uploaded file must be a non-empty zip');
  const problem = nameProblem(names);
  if (problem !== undefined) throw invalidParameterValue(`[rehearsal] the zip file ${problem}`);
  if (!isAsPromised(zip, files)) throw notUnzipped();
  return files;
}

function unzipped(zip: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean) {
  try {
    return unzipSync(zip, { filter });
  } catch {
    throw notUnzipped();
  }
}

function notUnzipped(): Error {
  return userError(
    'InvalidParameterValueException',
    400,
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
  );
}

function isSafe(name: string): boolean {
  return !/^[/\\]|^[a-z]:|\\|\0/i.test(name) && !name.split('/').includes('..');
}
