import { cp, link, mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compile } from '../packages/compile.ts';
import { type Manifest, PACKAGES, PROJECT_FOLDER } from '../packages/packages.ts';
import { stage } from '../packages/stage-package.ts';
import { installedWith } from './locked-packages.ts';

const CONTEXT = join(PROJECT_FOLDER, 'dist', 'images');
const HOOK = join(PROJECT_FOLDER, 'localstack', 'clouds', 'localstack', 'sagemaker_hook.py');
/** No program runs these. */
const NOT_RUN = /\/dist-types(\/|$)|\.d\.[cm]?ts$|\.map$/;

/** Lays out what the Dockerfiles copy: Node and the emulators' package of this machine, with the packages that the lock file pins. */
export async function stageContext(): Promise<string> {
  if (process.platform !== 'linux')
    throw new Error('images are built on Linux: Node and sharp are those of this machine');
  await rm(CONTEXT, { recursive: true, force: true });
  await mkdir(CONTEXT, { recursive: true });
  const emulators = await stageEmulators();
  await cp(emulators, join(CONTEXT, 'package'), { recursive: true });
  const { dependencies = {} }: Manifest = JSON.parse(await readFile(join(emulators, 'package.json'), 'utf8'));
  for (const folder of installedWith(Object.keys(dependencies), PROJECT_FOLDER)) {
    await copyPackage(join(PROJECT_FOLDER, folder), join(CONTEXT, 'package', folder));
  }
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  await link(node, join(CONTEXT, 'node')).catch(() => cp(node, join(CONTEXT, 'node')));
  await cp(HOOK, join(CONTEXT, 'sagemaker_hook.py'));
  return CONTEXT;
}

async function stageEmulators(): Promise<string> {
  const emulators = PACKAGES.find(({ folder }) => folder === 'emulators');
  if (emulators === undefined) throw new Error('the package of the emulators is not among the packages');
  const compiled = await compile();
  try {
    return await stage(emulators, compiled);
  } finally {
    await compiled.remove();
  }
}

/** Without its nested packages, which are listed by themselves. */
async function copyPackage(source: string, target: string): Promise<void> {
  const nested = join(source, 'node_modules');
  const filter = (path: string) => path !== nested && !NOT_RUN.test(path.slice(source.length));
  await cp(source, target, { recursive: true, filter });
}
