import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import type { Compiled } from './compile.ts';
import { specifiersIn, withSpecifiers } from './import-specifiers.ts';
import { PACKAGES, type Package, PROJECT_FOLDER } from './packages.ts';
import { stagedManifest } from './staged-manifest.ts';

/** Where `npm pack` finds the packages; ignored by git. */
const STAGES = join(PROJECT_FOLDER, 'dist');
/** Of a package's folder, but not of what is packed beside the code. */
const NO_DATA = ['.ts', '.md', '.yml'];

/** Lays a package out in `dist/<folder>` and gives that folder. */
export async function stage(one: Package, compiled: Compiled): Promise<string> {
  const target = join(STAGES, one.folder);
  await rm(target, { recursive: true, force: true });
  const used = new Set<string>();
  for (const file of compiled.files.filter((path) => path.startsWith(`${one.folder}/`))) {
    const text = packedText(file, await readFile(join(compiled.folder, file), 'utf8'), one);
    // Types come with the packages that the code needs anyway.
    if (file.endsWith('.js')) for (const specifier of specifiersIn(text)) used.add(specifier);
    await write(join(target, 'dist', relative(one.folder, file)), text);
  }
  await copyData(one, join(target, 'dist'));
  await write(join(target, 'package.json'), `${JSON.stringify(stagedManifest(one, used), undefined, 2)}\n`);
  await cp(join(PROJECT_FOLDER, 'LICENSE'), join(target, 'LICENSE'));
  await cp(join(PROJECT_FOLDER, one.page), join(target, 'README.md'));
  for (const script of Object.values(one.manifest.bin ?? {})) {
    await chmod(join(target, 'dist', script.replace(/\.ts$/, '.js')), 0o755);
  }
  return target;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Declarations still import the sources; and what is in another package is imported from there. */
function packedText(file: string, text: string, one: Package): string {
  return withSpecifiers(text, (specifier) => {
    if (!specifier.startsWith('.')) return specifier;
    const inJavaScript = specifier.replace(/\.ts$/, '.js');
    const path = join(dirname(file), inJavaScript);
    if (path.startsWith(`${one.folder}/`)) return inJavaScript;
    const other = PACKAGES.find(({ folder }) => path.startsWith(`${folder}/`));
    if (other === undefined || one.manifest.dependencies?.[other.name] === undefined) {
      throw new Error(`${file} imports ${path}: the package ${one.name} has neither it nor a package that has it`);
    }
    return `${other.name}/internal/${relative(other.folder, path)}`;
  });
}

/** What the code reads at run time: API models, the hook, the Dockerfile that names LocalStack's image. */
async function copyData({ folder }: Package, target: string): Promise<void> {
  const source = join(PROJECT_FOLDER, folder);
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    const path = relative(source, join(entry.parentPath, entry.name));
    if (!entry.isFile() || path === 'package.json' || NO_DATA.includes(extname(path))) continue;
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(source, path), join(target, path));
  }
}
