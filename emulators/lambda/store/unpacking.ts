import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePrivateFolder, PRIVATE_FILE, PRIVATE_FOLDER } from '../../core/storage/private-files.ts';
import { buildWholeLater, writeWhole } from '../../core/storage/whole-file.ts';
import type { FunctionCode } from './function-record.ts';
import { contentDigest } from './package-content.ts';
import { codeOf, unzipFiles } from './zip-file.ts';

export const TASK_FOLDER = 'task';
/** Node makes what is in it, with modes of its own. */
export const COMPILE_CACHE = 'compile-cache';
/** Of what is in the task folder, since the zip file itself is not kept. */
const DIGEST_FILE = 'content.sha256';

/** `changed`: there was a package of this content, whose files are not what they were. */
export interface Unpacked {
  readonly code: FunctionCode;
  readonly state: 'made' | 'present' | 'changed';
}

/** Unpacks a zip file into a folder of its content, unless it is there already; without a place for it, only checks it. */
export async function unpack(zip: Uint8Array, packages: string | undefined): Promise<Unpacked> {
  const code = codeOf(zip);
  const files = unzipFiles(zip);
  if (packages === undefined) return { code, state: 'present' };
  const target = packageFolder(packages, code);
  if (existsSync(target)) return { code, state: (await isIntact(target)) ? 'present' : 'changed' };
  await buildWholeLater(target, async (unfinished) => {
    makePrivateFolder(unfinished);
    makePrivateFolder(join(unfinished, COMPILE_CACHE));
    writeFiles(join(unfinished, TASK_FOLDER), files);
    writeWhole(join(unfinished, DIGEST_FILE), await contentDigest(join(unfinished, TASK_FOLDER)));
  });
  return { code, state: 'made' };
}

export function packageFolder(packages: string, { sha256 }: FunctionCode): string {
  return join(packages, Buffer.from(sha256, 'base64').toString('hex'));
}

/** Whether a package's files are what was unpacked. */
export async function isIntact(folder: string): Promise<boolean> {
  const [digestFile, task] = [join(folder, DIGEST_FILE), join(folder, TASK_FOLDER)];
  return existsSync(digestFile) && existsSync(task) && readFileSync(digestFile, 'utf8') === (await contentDigest(task));
}

function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    if (!name.endsWith('/')) writeFileSync(path, bytes, { mode: PRIVATE_FILE });
  }
}
